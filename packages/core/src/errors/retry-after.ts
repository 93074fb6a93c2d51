const unknownWait = 15;
const httpDate = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/;

/**
 * The seconds a `Retry-After` header asks to wait, at least 1. An absent or malformed header counts as 15: the service
 * wants a pause, and some proxies in front of it send nonsense.
 */
export function parseRetryAfter(header: string | undefined, now = Date.now()): number {
  const text = header?.trim() ?? '';
  if (/^\d+(\.\d+)?$/.test(text)) return Math.max(1, Number(text));
  if (!httpDate.test(text)) return unknownWait;
  const until = Date.parse(text);
  return Number.isNaN(until) ? unknownWait : Math.max(1, Math.ceil((until - now) / 1000));
}
