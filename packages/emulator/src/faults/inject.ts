import { setTimeout } from 'node:timers/promises';
import type { MiddlewareHandler } from 'hono';
import type { Call, Environment } from '../http/route.js';
import { errorBody } from '../http/service-error.js';
import type { Fault, Faults } from './faults.js';

/** Lets go wrong what is to go wrong; `closing` ends the waits. */
export function injectFault(faults: Faults, closing: AbortSignal): MiddlewareHandler<Environment> {
  return async (call, next) => {
    const fault = faults.take(call.req.method, call.req.path);
    if (fault === undefined) return next();
    if (fault.delay !== undefined) await wait(fault.delay, closing);
    if (fault.kind === 'delay') return next();
    if (fault.kind !== 'reset') return answer(call, fault);
    if (fault.when === 'after') await next();
    call.set('isReset', true);
    call.env.outgoing.socket?.resetAndDestroy();
    // Nobody gets to see this answer.
    return call.body(null);
  };
}

/** Resolves early where the emulator is closed. */
function wait(milliseconds: number, closing: AbortSignal): Promise<void> {
  return setTimeout(milliseconds, undefined, { signal: closing }).catch(() => undefined);
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
  return errorBody(`The emulator was told to answer ${status}.`, call.var.trackingId);
}
