/** Causes that only the program or its setup can remove: without a logger too, the first of each is a warning. */
export type RejectionCode = 'WXT_WEBHOOK_UNSIGNED' | 'WXT_WEBHOOK_SIGNATURE' | 'WXT_WEBHOOK_BODY_READ';

/** Why a request is not accepted. */
export class RequestRejection extends Error {
  constructor(
    readonly status: number,
    message: string,
    readonly code?: RejectionCode,
  ) {
    super(message);
  }
}
