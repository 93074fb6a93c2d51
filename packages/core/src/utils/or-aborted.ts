/** What a promise comes to, or a rejection with the signal's reason as soon as it is aborted. */
export async function orAborted<T>(value: T | Promise<T>, signal?: AbortSignal): Promise<T> {
  if (!(value instanceof Promise) || signal === undefined) return value;
  return new Promise<T>((resolve, reject) => {
    const abort = () => reject(signal.reason);
    signal.addEventListener('abort', abort, { once: true });
    value.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}
