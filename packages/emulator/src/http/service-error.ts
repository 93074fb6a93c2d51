import type { ContentfulStatusCode } from 'hono/utils/http-status';

/** A refusal, to be answered in the service's error form. */
export class ServiceError extends Error {
  override readonly name = 'ServiceError';

  constructor(
    readonly status: ContentfulStatusCode,
    message: string,
    readonly headers: Readonly<Record<string, string>> = {},
  ) {
    super(message);
  }
}

export const badRequest = (message: string) => new ServiceError(400, message);
export const forbidden = (message: string) => new ServiceError(403, message);
export const notFound = (what: string) => new ServiceError(404, `Could not find ${what}.`);
export const conflict = (message: string) => new ServiceError(409, message);

/** The body of every error: the description repeats the message, as it mostly does in the service. */
export function errorBody(message: string, trackingId: string) {
  return { message, errors: [{ description: message }], trackingId };
}
