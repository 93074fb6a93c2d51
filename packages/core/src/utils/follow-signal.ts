/** A controller that is aborted along with a signal, until it lets go of it. */
export function followSignal(signal: AbortSignal | undefined) {
  const controller = new AbortController();
  const abort = () => controller.abort(signal?.reason);
  if (signal?.aborted) abort();
  else signal?.addEventListener('abort', abort, { once: true });
  return { controller, letGo: () => signal?.removeEventListener('abort', abort) };
}
