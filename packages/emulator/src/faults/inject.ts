import { setTimeout } from 'node:timers/promises';
import type { MiddlewareHandler } from 'hono';
import { isObject } from '../http/body.js';
import type { Call, Environment } from '../http/route.js';
import { errorBody } from '../http/service-error.js';
import type { Fault, Faults } from './faults.js';

/** Applies the fault that matches a request; `closing` ends all delays. */
export function injectFault(faults: Faults, closing: AbortSignal): MiddlewareHandler<Environment> {
  return async (call, next) => {
    const fault = faults.take(call.req.method, call.req.path);
    if (fault === undefined) return next();
    if (fault.delay !== undefined) await wait(fault.delay, closing);
    if (fault.kind === 'delay') return next();
    if (fault.kind === 'item-errors') {
      await next();
      await withholdTexts(call);
      return;
    }
    if (fault.kind !== 'reset') return answer(call, fault);
    if (fault.when === 'after') await next();
    call.set('isReset', true);
    call.env.outgoing.socket?.resetAndDestroy();
    // Never sent.
    return call.body(null);
  };
}

/** Resolves early if the emulator is closed. */
function wait(milliseconds: number, closing: AbortSignal): Promise<void> {
  return setTimeout(milliseconds, undefined, { signal: closing }).catch(() => undefined);
}

/** Replaces what Webex encrypts by the error of an item that can't be decrypted. */
async function withholdTexts(call: Call): Promise<void> {
  const body: unknown = await call.res
    .clone()
    .json()
    .catch(() => undefined);
  if (!isObject(body)) return;
  const items = Array.isArray(body.items) ? body.items : undefined;
  const withheld = items === undefined ? withhold(body) : { ...body, items: items.map(withhold) };
  call.res = new Response(JSON.stringify(withheld), call.res);
}

const encrypted = ['title', 'text', 'markdown', 'html', 'displayName', 'personDisplayName', 'name'];
const failure = { code: 'kms_failure', reason: 'The key management server did not respond.' };

function withhold(item: unknown): unknown {
  if (!isObject(item)) return item;
  const isWithheld = ([name]: [string, unknown]) => encrypted.includes(name);
  const attributes = Object.entries(item);
  const errors = attributes.filter(isWithheld).map(([name]) => [name, failure]);
  const others = attributes.filter((attribute) => !isWithheld(attribute));
  return Object.fromEntries([
    ...others,
    ...(errors.length > 0 ? [['errors', Object.fromEntries(errors)]] : []),
  ]);
}

function answer(call: Call, fault: Fault): Response {
  const malformed = fault.kind === 'malformed-json';
  const status = fault.status ?? 200;
  const body = fault.body ?? (malformed ? '{"items":[{"id":' : errorFor(call, status));
  const hasBody = ![204, 205, 304].includes(status);
  const headers = new Headers();
  headers.set('trackingid', call.var.trackingId);
  const isJson = malformed || typeof body !== 'string';
  if (hasBody) headers.set('content-type', isJson ? 'application/json;charset=UTF-8' : 'text/plain');
  if (fault.retryAfter !== undefined) headers.set('retry-after', String(fault.retryAfter));
  for (const [name, value] of Object.entries(fault.headers ?? {})) headers.set(name, value);
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return new Response(hasBody ? text : null, { status, headers });
}

function errorFor(call: Call, status: number): object {
  return errorBody(`A fault makes the emulator respond with ${status}.`, call.var.trackingId);
}
