import type { Logger } from '@wxt/core';
import type { RequestRejection } from './request-rejection.js';

/**
 * Returns what reports rejected requests: a warning for the first with a cause, so that strangers who try the address
 * can't flood the log. Without a logger, only those are reported whose `code` says what to change.
 */
export function createRejectionReporter(logger: Logger | undefined): (rejection: RequestRejection) => void {
  const reported = new Set<string>();
  return ({ status, message, code }) => {
    const cause = code ?? String(status);
    const isNew = !reported.has(cause);
    reported.add(cause);
    const line = `A webhook request was rejected with ${status}: ${message}`;
    if (logger !== undefined) log(logger, isNew ? 'warn' : 'debug', line);
    else if (isNew && code !== undefined) process.emitWarning(line, { type: 'WebhookWarning', code });
  };
}

/** A logger that fails must not fail the request. */
function log(logger: Logger, level: 'warn' | 'debug', line: string): void {
  try {
    logger[level](line);
  } catch (error) {
    process.emitWarning(`The logger of the webhook receiver failed: ${error}`, { code: 'WXT_LISTENER' });
  }
}
