import { checkFunction, checkMilliseconds, checkStrings } from './check-options.js';
import type { StoreOptions } from './store/store-access.js';

/** How tokens are kept. */
export interface KeepingOptions extends StoreOptions {
  /**
   * Whose tokens these are: the store holds them under `wxt:<key>`. Use a key for one account only, because everything
   * with the same key follows the latest login. Required with a `store`, except beside a `refreshToken`: the default
   * then is a hash of it.
   */
  readonly key?: string | undefined;
  /** Milliseconds before its end that a token is renewed. Default: a tenth of its life, at most a day. */
  readonly renewAhead?: number | undefined;
}

/** Throws a TypeError for a wrong option, so that a login can find out before it begins. */
export function checkKeeping(options: KeepingOptions): void {
  const { store, key, lock, renewAhead, storeTimeout, onStoreError, logger } = options;
  if (store !== undefined) {
    if (key === undefined) throw new TypeError('A "store" needs a "key" that says whose tokens these are.');
    for (const method of ['get', 'set', 'delete'] as const) {
      if (typeof store?.[method] !== 'function') {
        throw new TypeError(`"store" must have the methods get, set and delete; ${method} is missing.`);
      }
    }
  }
  if (key !== undefined) checkStrings({ key });
  checkMilliseconds('renewAhead', renewAhead, 0);
  checkMilliseconds('storeTimeout', storeTimeout, 1);
  checkFunction('lock', lock);
  checkFunction('onStoreError', onStoreError);
  if (logger !== undefined) checkFunction('logger.warn', logger.warn ?? null);
}
