import { inspect } from 'node:util';
import { AccessTokenError, type Logger } from '@wxt/core';
import type { TokenSet } from '../token-set.js';
import { lockByStore } from './lock.js';
import type { StoreErrorEvent, TokenLock, TokenStore } from './token-store.js';

/** How a store is reached, and who is told about its failures. */
export interface StoreOptions {
  /**
   * Where tokens outlive the process and are shared with others: `fileStore(…)`, a Keyv instance, or any object with
   * `get`, `set` and `delete`. Default: the memory of this process.
   */
  readonly store?: TokenStore | undefined;
  /**
   * Keeps processes that share the store from renewing at the same time, by an atomic lock such as `SET NX` of Redis.
   * Default: entries in the store, which do the same unless a process is held up at the wrong moment.
   */
  readonly lock?: TokenLock | undefined;
  /**
   * Milliseconds that one call of the store or the lock may take. Afterwards requests go on with the tokens in memory.
   * Default: 3000.
   */
  readonly storeTimeout?: number | undefined;
  /**
   * Called when the store or the lock fails or takes too long. Requests don't fail because of it as long as there are
   * tokens in memory, and tokens that could not be written are written later. Default: `logger`, else a warning of the
   * process.
   */
  readonly onStoreError?: ((event: StoreErrorEvent) => unknown) | undefined;
  /** Gets a line of text for each failure of the store or the lock. */
  readonly logger?: Pick<Logger, 'warn'> | undefined;
}

type Operation = StoreErrorEvent['operation'];

/** Calls a store and its lock: with a time limit, and with every failure reported and turned into one kind of error. */
export class StoreAccess {
  readonly #store: TokenStore;
  readonly #lock: TokenLock;
  readonly #timeout: number;
  readonly #options: StoreOptions;
  /** After a timeout, further calls fail at once for a while: a renewal makes several, and none should wait again. */
  #unreachable: { readonly error: AccessTokenError; readonly until: number } | undefined;

  constructor(store: TokenStore, options: StoreOptions) {
    this.#store = store;
    this.#lock = options.lock ?? lockByStore(store);
    this.#timeout = options.storeTimeout ?? 3000;
    this.#options = options;
  }

  get(key: string): Promise<unknown> {
    return this.#call('get', key, async () => {
      const { value, errors } = await watch(this.#store, () => this.#store.get(key));
      if (value === undefined && errors.length > 0) throw errors[0];
      return value;
    });
  }

  async set(key: string, value: TokenSet, ttl: number | undefined): Promise<void> {
    const secrets = [value.accessToken, value.refreshToken ?? ''].filter((secret) => secret !== '');
    const write = async () => {
      const { value: result, errors } = await watch(this.#store, () => this.#store.set(key, value, ttl));
      if (errors.length > 0) throw errors[0];
      if (result === false) throw new Error('the value was not stored');
    };
    await this.#call('set', key, write, { secrets });
  }

  async delete(key: string): Promise<void> {
    await this.#call('delete', key, async () => {
      const { errors } = await watch(this.#store, () => this.#store.delete(key));
      if (errors.length > 0) throw errors[0];
    });
  }

  /** Resolves to a function that releases the lock and never rejects, or to `undefined` if another process holds it. */
  async lock(key: string, ttl: number): Promise<(() => Promise<void>) | undefined> {
    const onLate = (release: (() => Promise<unknown>) | undefined) => release?.();
    const release = await this.#call('lock', key, () => this.#lock(key, ttl), { onLate });
    if (release === undefined) return undefined;
    return async () => {
      // It ends by itself after its time, so a failure needs no more than the report.
      await this.#call('unlock', key, release).catch(() => undefined);
    };
  }

  /** Makes the next call try the store again, even if it was unreachable a moment ago. */
  retry(): void {
    this.#unreachable = undefined;
  }

  async #call<T>(
    operation: Operation,
    key: string,
    run: () => Promise<T>,
    {
      secrets = [],
      onLate,
    }: { secrets?: readonly string[] | undefined; onLate?: ((value: T) => unknown) | undefined } = {},
  ): Promise<T> {
    if (this.#unreachable !== undefined && performance.now() < this.#unreachable.until) {
      throw this.#unreachable.error;
    }
    let isLate = false;
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        isLate = true;
        reject(new Error(`no answer within ${this.#timeout} ms`));
      }, this.#timeout);
    });
    const running = Promise.resolve().then(run);
    running.then((value) => isLate && onLate?.(value)).catch(() => undefined);
    try {
      const value = await Promise.race([running, late]);
      this.#unreachable = undefined;
      return value;
    } catch (cause) {
      const error = this.#describe(operation, key, cause, secrets);
      if (isLate) this.#unreachable = { error, until: performance.now() + this.#timeout };
      this.#report({ operation, key, error });
      throw error;
    } finally {
      clearTimeout(timer);
    }
  }

  #describe(operation: Operation, key: string, cause: unknown, secrets: readonly string[]): AccessTokenError {
    const what = operation === 'lock' || operation === 'unlock' ? 'lock' : 'store';
    const kind = this.#store.constructor?.name;
    const name =
      kind === undefined || kind === 'Object' ? `The token ${what}` : `The token ${what} (${kind})`;
    // A parser quotes what it could not read, which here is tokens; so may a database.
    const isSafe = !(cause instanceof SyntaxError) && !secrets.some((secret) => show(cause).includes(secret));
    const reason = isSafe
      ? cause instanceof Error
        ? cause.message
        : String(cause)
      : 'its error is not shown';
    return new AccessTokenError(
      `${name} failed to ${operation} "${key}": ${reason}`,
      isSafe ? { cause } : undefined,
    );
  }

  #report(event: StoreErrorEvent): void {
    const { onStoreError, logger } = this.#options;
    const { message } = event.error;
    logger?.warn(message);
    if (onStoreError === undefined) {
      if (logger === undefined) process.emitWarning(message, { code: 'WXT_TOKEN_STORE' });
      return;
    }
    // A hook changes nothing, whatever it throws.
    Promise.resolve(event)
      .then(onStoreError)
      .catch((error: unknown) => process.emitWarning(`onStoreError failed: ${show(error)}`));
  }
}

function show(value: unknown): string {
  return inspect(value, { depth: 10, showHidden: true, maxStringLength: null });
}

/**
 * Collects "error" events during a call of the store: by default, Keyv reports failures only so, and returns as if there
 * was nothing.
 */
async function watch<T>(store: TokenStore & { on?: unknown; off?: unknown }, call: () => T | Promise<T>) {
  const errors: unknown[] = [];
  const listener = (error: unknown) => errors.push(error);
  const { on, off } = store;
  if (typeof on !== 'function' || typeof off !== 'function') return { value: await call(), errors };
  on.call(store, 'error', listener);
  try {
    return { value: await call(), errors };
  } finally {
    off.call(store, 'error', listener);
  }
}
