/** Remembers which events are taken, for all processes that share it. */
export interface ClaimStore {
  /**
   * Takes a key for so many milliseconds: whether nobody had. It has to be one step for the store, such as `SET NX PX`
   * of Redis, so that of two processes that ask at once only one gets it.
   */
  claim(key: string, milliseconds: number): Promise<boolean> | boolean;
}

/** The two methods of a Keyv that are needed. */
export interface KeyvStore {
  get(key: string): Promise<unknown>;
  set(key: string, value: unknown, milliseconds: number): Promise<unknown>;
}

/** Keeps claims in the memory of this process. */
export function claimInMemory(): ClaimStore {
  const expiries = new Map<string, number>();
  return {
    claim(key, milliseconds) {
      const now = performance.now();
      // All last equally long, so that the oldest expire first.
      for (const [old, expiry] of expiries) {
        if (expiry > now) break;
        expiries.delete(old);
      }
      if (expiries.has(key)) return false;
      expiries.set(key, now + milliseconds);
      return true;
    },
  };
}

/** Makes do with a Keyv, which can't take a key in one step: two processes can get it within the time of two calls. */
export function claimInKeyv(keyv: KeyvStore): ClaimStore {
  const underWay = new Set<string>();
  return {
    async claim(key, milliseconds) {
      if (underWay.has(key)) return false;
      underWay.add(key);
      try {
        if ((await keyv.get(key)) !== undefined) return false;
        await keyv.set(key, true, milliseconds);
        return true;
      } finally {
        underWay.delete(key);
      }
    },
  };
}
