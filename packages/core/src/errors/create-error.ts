import { certificateAdvice } from './certificate-advice.js';
import {
  AccessTokenError,
  ApiError,
  type ApiErrorDetails,
  BadRequestError,
  ConflictError,
  ConnectionError,
  type Delivery,
  type ErrorResponse,
  ForbiddenError,
  LockedError,
  MalformedResponseError,
  NotFoundError,
  RateLimitError,
  type RequestSummary,
  ServerError,
  TimeoutError,
  UnauthorizedError,
} from './errors.js';
import { redactHeaders, redactUrl } from './redact.js';
import { safeCause } from './safe-cause.js';
import type { Secrets } from './secrets.js';
import { parseRetryAfter, readServiceMessage } from './service-message.js';
import { asSentence, cut, withNotes } from './text.js';

/** The call an error is about, and what may be shown of it. */
export interface ErrorContext {
  readonly method: string;
  readonly url: URL;
  /** If false, the query of the URL is not shown: it may be what opens a file. */
  readonly isApiOrigin: boolean;
  /** Whether the response may hold secrets: no error has its body then. */
  readonly confidential: boolean;
  /** Called only if an error is made. */
  readonly secrets: () => Secrets;
  /** Sentences that explain a status to the caller, by status. */
  readonly hints?: Readonly<Record<number, string>> | undefined;
  /** Sentences that are appended to the message. */
  readonly notes?: ((failure: Failure) => readonly string[]) | undefined;
}

/** What is known of a failure when its error is made. */
export interface Failure {
  /** Of an error response. */
  readonly status?: number;
  /** Of a request without a complete response. */
  readonly delivery?: Delivery;
  readonly isTimeout?: boolean;
}

/** The failure of a connection. */
export interface ConnectionFault {
  readonly message: string;
  readonly code?: string | undefined;
  readonly delivery: Delivery;
  readonly permanent?: boolean | undefined;
  readonly cause?: unknown;
}

const maxMessage = 2_000;
const maxSentence = 500;
const maxBody = 2 ** 16;

const classes = new Map<number, typeof ApiError>([
  [400, BadRequestError],
  [401, UnauthorizedError],
  [403, ForbiddenError],
  [404, NotFoundError],
  [409, ConflictError],
  [423, LockedError],
  [429, RateLimitError],
]);

/** Creates the error for a response whose status is not a success. */
export function apiError(context: ErrorContext, response: ErrorResponse): ApiError {
  const secrets = context.secrets();
  const { status } = response;
  const said = readServiceMessage(response);
  const trackingId = said.trackingId && secrets.clean(said.trackingId, 200);
  const details: ApiErrorDetails = {
    ...summaryOf(context, secrets),
    status,
    statusText: secrets.clean(response.statusText, 200) || 'Unknown Status',
    errors: said.errors.map((error) => secrets.cleanValue(error) as ApiErrorDetails['errors'][number]),
    trackingId: trackingId || undefined,
    retryAfter: retryAfterOf(response),
    headers: redactHeaders(response.headers, secrets, context.isApiOrigin ? context.url.origin : undefined),
    body: context.confidential ? '' : bodyOf(response.body, said.body, secrets),
  };
  const hint = own(context.hints, status);
  const ErrorClass = classes.get(status) ?? (status >= 500 ? ServerError : ApiError);
  return new ErrorClass(
    messageOf(
      details,
      said.sentences.map((text) => secrets.clean(text, maxSentence)),
      [...(hint === undefined ? [] : [hint]), ...(context.notes?.({ status }) ?? [])],
    ),
    details,
  );
}

/** Creates the error for a request that isn't sent, since the service has asked to wait longer than the call may wait. */
export function notSentError(context: ErrorContext, milliseconds: number): RateLimitError {
  const retryAfter = Math.max(1, Math.ceil(milliseconds / 1000));
  const details = { status: 429, statusText: 'Too Many Requests', retryAfter, errors: [], headers: {} };
  const { method, url } = summaryOf(context, context.secrets());
  const message = [
    '429 Too Many Requests: not sent.',
    `The service has asked this session to wait ${retryAfter} s more, which is longer than this call may wait.`,
    ...(context.notes?.({ status: 429 }) ?? []),
    `(${method} ${cut(url, maxSentence)})`,
  ].join(' ');
  return new RateLimitError(message, { ...details, method, url, trackingId: undefined, body: undefined });
}

/** Creates the error for a request without a complete response. */
export function connectionError(context: ErrorContext, fault: ConnectionFault): ConnectionError {
  const secrets = context.secrets();
  const { code, delivery } = fault;
  const advice = certificateAdvice(code);
  const message = secrets.clean(fault.message, maxSentence) || 'The connection failed';
  return new ConnectionError(
    summaryOf(context, secrets),
    withNotes(message, [...(advice === undefined ? [] : [advice]), ...(context.notes?.({ delivery }) ?? [])]),
    code,
    {
      delivery,
      permanent: fault.permanent ?? advice !== undefined,
      ...(fault.cause !== undefined && { cause: safeCause(fault.cause, secrets) }),
    },
  );
}

/**
 * Creates the error for an attempt that took too long; with `total`, a whole call; with `idle`, a transfer without any
 * progress.
 */
export function timeoutError(
  context: ErrorContext,
  milliseconds: number,
  { idle = false, total = false, cause }: { idle?: boolean; total?: boolean; cause?: unknown } = {},
): TimeoutError {
  const secrets = context.secrets();
  const isDownload = ['GET', 'HEAD'].includes(context.method);
  const message = idle
    ? `No data ${isDownload ? 'received' : 'sent'} for ${milliseconds} ms`
    : `Timed out after ${milliseconds} ms${total ? ', including retries and waits' : ''}`;
  const options = { total, ...(cause !== undefined && { cause: safeCause(cause, secrets) }) };
  return new TimeoutError(
    summaryOf(context, secrets),
    withNotes(message, context.notes?.({ delivery: 'unknown', isTimeout: true }) ?? []),
    options,
  );
}

/** Creates the error for a success that isn't what the service documents. */
export function malformedResponse(
  context: ErrorContext,
  response: ErrorResponse,
  message: string,
  cause?: unknown,
): MalformedResponseError {
  const secrets = context.secrets();
  const body = context.confidential ? '' : secrets.hide(response.body.slice(0, maxBody), maxBody);
  const shown = { ...response, ...summaryOf(context, secrets), body };
  // A parser's message quotes the text.
  const options = cause === undefined || context.confidential ? {} : { cause: safeCause(cause, secrets) };
  return new MalformedResponseError(
    shown,
    withNotes(secrets.clean(message, maxSentence), context.notes?.({ status: response.status }) ?? []),
    options,
  );
}

/** Creates the error for a missing or unusable access token. The cause is the program's own error, as it threw it. */
export function accessTokenError(message: string, cause?: unknown): AccessTokenError {
  return new AccessTokenError(message, cause === undefined ? {} : { cause });
}

function summaryOf({ method, url, isApiOrigin }: ErrorContext, secrets: Secrets): RequestSummary {
  return { method, url: secrets.hide(redactUrl(url, isApiOrigin)) };
}

function retryAfterOf({ status, headers }: ErrorResponse): number | undefined {
  const header = headers['retry-after'];
  return header === undefined && status !== 429 ? undefined : parseRetryAfter(header);
}

function bodyOf(text: string, body: unknown, secrets: Secrets): unknown {
  if (typeof body === 'string' || text.length > maxBody) return secrets.hide(text.slice(0, maxBody), maxBody);
  return secrets.cleanValue(body);
}

/** Truncates the explanation if needed, but never the hints and the tracking id. */
function messageOf(details: ApiErrorDetails, sentences: readonly string[], notes: readonly string[]): string {
  const { status, statusText, headers, method, url, trackingId } = details;
  const redirected = status >= 300 && status < 400 ? headers.location : undefined;
  const said = sentences.filter((text) => text !== '').map(asSentence);
  const explanation = [
    ...(said.length === 0 ? ['the service gave no explanation.'] : said.slice(0, 5)),
    ...(said.length > 5 ? [`And ${said.length - 5} more.`] : []),
  ].join(' ');
  const rest = [
    ...(redirected === undefined
      ? []
      : [`Redirected to ${cut(redirected, maxSentence)}, which was not followed.`]),
    ...notes,
    `(${method} ${cut(url, maxSentence)}${trackingId ? `, tracking id ${trackingId}` : ''})`,
  ].join(' ');
  const head = `${status} ${statusText}:`;
  const room = Math.max(100, maxMessage - head.length - rest.length - 2);
  return cut(`${head} ${cut(explanation, room)} ${rest}`, maxMessage);
}

function own(texts: Readonly<Record<number, string>> | undefined, status: number): string | undefined {
  return texts !== undefined && Object.hasOwn(texts, status) ? texts[status] : undefined;
}

export { safeCause };
