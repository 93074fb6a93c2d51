import type { Reply } from '../http/reply.js';
import {
  ApiError,
  type ApiErrorDetails,
  BadRequestError,
  ConflictError,
  ForbiddenError,
  LockedError,
  NotFoundError,
  RateLimitError,
  type RequestSummary,
  ServerError,
  UnauthorizedError,
} from './errors.js';
import { parseRetryAfter } from './service-message.js';

const classes = new Map<number, typeof ApiError>([
  [400, BadRequestError],
  [401, UnauthorizedError],
  [403, ForbiddenError],
  [404, NotFoundError],
  [409, ConflictError],
  [423, LockedError],
  [429, RateLimitError],
]);

/** The error that an answer outside 2xx stands for; `hint` is appended to what the service says. */
export function apiError(reply: Reply, hint?: string): ApiError {
  const body = parseJson(reply.body);
  const { message, errors, trackingId } = explanation(body);
  const refusal: ApiErrorDetails = {
    method: reply.method,
    url: reply.url,
    status: reply.status,
    statusText: reply.statusText || 'Unknown Status',
    errors,
    trackingId: trackingId ?? reply.headers.trackingid,
    retryAfter: retryAfter(reply),
    headers: reply.headers,
    body: body ?? reply.body,
  };
  const ErrorClass = classes.get(reply.status) ?? (reply.status >= 500 ? ServerError : ApiError);
  return new ErrorClass(describe(refusal, message, hint), refusal);
}

/** The error of a request that isn't sent, since the service has told others of its kind to wait for longer than it can. */
export function heldBack(request: RequestSummary, milliseconds: number): RateLimitError {
  const retryAfter = Math.max(1, Math.ceil(milliseconds / 1000));
  const statusText = 'Too Many Requests';
  const { method, url } = request;
  const message = `429 ${statusText}: not sent. The service has told this session to wait, for ${retryAfter} s from now, which is longer than this call may. (${method} ${url})`;
  const nothing = { errors: [], trackingId: undefined, headers: {}, body: undefined };
  return new RateLimitError(message, { method, url, status: 429, statusText, retryAfter, ...nothing });
}

function retryAfter(reply: Reply): number | undefined {
  const header = reply.headers['retry-after'];
  return header === undefined && reply.status !== 429 ? undefined : parseRetryAfter(header);
}

function describe(refusal: ApiErrorDetails, message: string | undefined, hint: string | undefined): string {
  const descriptions = refusal.errors.map((error) => error.description);
  const said = [...new Set([message, ...descriptions])].filter((text) => text !== undefined && text !== '');
  const shown = said.slice(0, 5).map((text) => sentence(String(text)));
  const redirected = refusal.status >= 300 && refusal.status < 400 ? refusal.headers.location : undefined;
  return [
    `${refusal.status} ${refusal.statusText}:`,
    ...(said.length === 0 ? ['the service gave no explanation.'] : shown),
    ...(said.length > shown.length ? [`And ${said.length - shown.length} more.`] : []),
    ...(redirected === undefined ? [] : [`Redirected to ${redirected}, which was not followed.`]),
    ...(hint === undefined ? [] : [hint]),
    `(${refusal.method} ${refusal.url}${refusal.trackingId ? `, tracking id ${refusal.trackingId}` : ''})`,
  ].join(' ');
}

/** One line of bounded length that ends in a full stop. */
function sentence(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim().slice(0, 500);
  return /[.!?]$/.test(line) ? line : `${line}.`;
}

function explanation(body: unknown) {
  const { message, errors, trackingId } = isObject(body) ? body : {};
  return {
    message: typeof message === 'string' ? message : undefined,
    trackingId: typeof trackingId === 'string' && trackingId !== '' ? trackingId : undefined,
    errors: (Array.isArray(errors) ? errors : []).filter(hasDescription),
  };
}

function hasDescription(error: unknown): error is { description: string } {
  return isObject(error) && typeof error.description === 'string';
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
