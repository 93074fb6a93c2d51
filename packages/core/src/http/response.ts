import type { ErrorContext } from '../errors/create-error.js';
import { malformedResponse } from '../errors/create-error.js';
import type { TransportResponse } from './transport.js';

/** What came back for one request before its body, whatever its status. */
export interface ResponseHead {
  readonly method: string;
  readonly url: string;
  readonly status: number;
  readonly statusText: string;
  /** Lower-case names; repeated headers joined by `, `. */
  readonly headers: Readonly<Record<string, string>>;
  /** What an error about this response may say. */
  readonly context: ErrorContext;
}

/** What came back for one request, whatever its status. */
export interface HttpResponse extends ResponseHead {
  readonly body: string;
}

export function readHead(context: ErrorContext, response: TransportResponse): ResponseHead {
  const { status, statusText, headers } = response;
  return { method: context.method, url: context.url.href, status, statusText, headers, context };
}

export function isSuccess({ status }: { readonly status: number }): boolean {
  return status >= 200 && status < 300;
}

/** Parses the JSON body of a success; `undefined` if the service sent none. */
export function parseBody(response: HttpResponse): unknown {
  if (response.body === '') return undefined;
  try {
    return JSON.parse(response.body);
  } catch (cause) {
    throw malformedResponse(
      response.context,
      response,
      'The service answered with something other than JSON',
      cause,
    );
  }
}

/** Parses the body of an operation that always returns an object or a list. */
export function parseObject(response: HttpResponse): unknown {
  const body = parseBody(response);
  if (body !== undefined && body !== null) return body;
  throw malformedResponse(response.context, response, 'The service answered with an empty body');
}
