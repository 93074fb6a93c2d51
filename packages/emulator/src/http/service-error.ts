import type { ContentfulStatusCode } from 'hono/utils/http-status';

/** One of the errors in an error body. */
export interface ItemError {
  readonly errorCode?: number | undefined;
  readonly description: string;
}

interface Refusal {
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** What is wrong with each item. Default: the message. */
  readonly details?: readonly ItemError[] | undefined;
}

/** Thrown to respond with an error in the service's form. */
export class ServiceError extends Error {
  override readonly name = 'ServiceError';

  constructor(
    readonly status: ContentfulStatusCode,
    message: string,
    readonly refusal: Refusal = {},
  ) {
    super(message);
  }
}

export const badRequest = (message: string) => new ServiceError(400, message);
export const forbidden = (message: string) => new ServiceError(403, message);
export const notFound = (what: string) => new ServiceError(404, `Could not find ${what}.`);
export const conflict = (message: string) => new ServiceError(409, message);

/** The body of an error. As mostly in the service, the one description repeats the message. */
export function errorBody(
  message: string,
  trackingId: string,
  errors: readonly ItemError[] = [{ description: message }],
) {
  return { message, errors, trackingId };
}
