import type { MiddlewareHandler } from 'hono';
import { bearerToken } from './authenticate.js';
import { isFormEncoded, parseFields, parseJson } from './body.js';
import { type Redactor, redactor } from './redact.js';
import type { Call, Environment } from './route.js';

/** A request to the API and how it was answered. Tokens and secrets in it are replaced by `…`. */
export interface LoggedRequest {
  /** Counts up from 1. */
  readonly number: number;
  /** When the request came in, ISO 8601. */
  readonly time: string;
  readonly method: string;
  /** With `/v1/`, without the query. */
  readonly path: string;
  /** By name; a parameter that is given more than once has an array of its values. */
  readonly query: Readonly<Record<string, string | readonly string[]>>;
  /**
   * Parsed JSON, an object of the fields of a form, or text; undefined if there is none. A file is
   * `{ name, type, size }`. Of a body above 32 KiB only the start is kept, as text that ends in `…`.
   */
  readonly body: unknown;
  /** Undefined if the connection was reset. */
  readonly status: number | undefined;
  /** The email address of the token's owner; undefined without a valid token. */
  readonly who: string | undefined;
  /** Milliseconds until the response was ready. */
  readonly duration: number;
}

const maxBodyBytes = 32 * 1024;

/** Logs each request once it is answered. */
export function logRequests(): MiddlewareHandler<Environment> {
  let number = 0;
  return async (call, next) => {
    const { state } = call.var;
    const started = performance.now();
    const time = new Date().toISOString();
    const token = bearerToken(call);
    const who = state.accessTokens.get(token)?.person.email;
    await next();
    number += 1;
    const redact = redactor(state, token);
    state.requests.add({
      number,
      time,
      method: call.req.method,
      path: redact.path(call.req.path),
      query: readableQuery(call, redact),
      body: redact.value('', readableBody(call)),
      status: call.var.isReset ? undefined : call.res.status,
      who,
      duration: performance.now() - started,
    });
  };
}

function readableQuery(call: Call, redact: Redactor): LoggedRequest['query'] {
  const query = Object.entries(call.req.queries()).map(([name, values]) => {
    const [first = '', ...others] = values.map((value) => redact.text(name, value));
    return [redact.text('', name), others.length === 0 ? first : [first, ...others]] as const;
  });
  return Object.fromEntries(query);
}

function readableBody(call: Call): unknown {
  const { form, bytes } = call.var;
  if (form !== undefined) return form;
  if (bytes === undefined || bytes.byteLength === 0) return undefined;
  const text = Buffer.from(bytes.subarray(0, maxBodyBytes)).toString();
  if (bytes.byteLength > maxBodyBytes) return `${text}…`;
  const type = call.req.header('content-type') ?? '';
  if (isFormEncoded(type)) return parseFields(text);
  try {
    return parseJson(text);
  } catch {
    return text;
  }
}
