import type { ClaimStore } from './claims.js';

/** Milliseconds a store may take; after that the event is handled without it. */
const timeLimit = 5_000;

/** Claims a key. Rejects with an error that names the store if that throws, hangs, or returns anything but a boolean. */
export async function claimWithin(store: ClaimStore, key: string, milliseconds: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<never>((_, reject) => {
    const late = () => reject(new Error(`no answer within ${timeLimit} ms`));
    timer = setTimeout(late, timeLimit);
  });
  try {
    const claimed: unknown = await Promise.race([store.claim(key, milliseconds), timeout]);
    if (typeof claimed === 'boolean') return claimed;
    throw new TypeError(`it must return true or false, got ${claimed === null ? 'null' : typeof claimed}`);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    const message = `store.claim() failed: ${reason}. The event is handled without it, maybe a second time.`;
    throw new Error(message, { cause });
  } finally {
    clearTimeout(timer);
  }
}
