/** Remembers which events are taken, for all processes that share it. */
export interface ClaimStore {
  /**
   * Takes a key for that many milliseconds: true if it was free, false if it was taken. It must be one step for the store,
   * such as Redis's `SET NX PX`, so that only one of two processes that ask at once gets the key.
   */
  claim(key: string, milliseconds: number): Promise<boolean> | boolean;
}

/** The methods of a Keyv that are needed. */
export interface KeyvStore {
  get(key: string): Promise<unknown>;
  set(key: string, value: unknown, milliseconds: number): Promise<unknown>;
}

/** Keeps claims in the memory of this process. */
export function claimInMemory(): ClaimStore {
  // One map for each duration: in each, the oldest claim expires first.
  const expiries = new Map<number, Map<string, number>>();
  return {
    claim(key, milliseconds) {
      const now = performance.now();
      for (const claims of expiries.values()) removeExpired(claims, now);
      for (const claims of expiries.values()) if (claims.has(key)) return false;
      const claims = expiries.get(milliseconds) ?? new Map<string, number>();
      expiries.set(milliseconds, claims.set(key, now + milliseconds));
      return true;
    },
  };
}

function removeExpired(claims: Map<string, number>, now: number): void {
  for (const [key, expiry] of claims) {
    if (expiry > now) return;
    claims.delete(key);
  }
}

/**
 * Keeps claims in a Keyv, which can't take a key in one step: two processes can both get a key within the time of a `get`
 * and a `set`.
 */
export function claimInKeyv(keyv: KeyvStore): ClaimStore {
  const pending = new Set<string>();
  return {
    async claim(key, milliseconds) {
      if (pending.has(key)) return false;
      pending.add(key);
      try {
        if ((await keyv.get(key)) !== undefined) return false;
        await keyv.set(key, true, milliseconds);
        return true;
      } finally {
        pending.delete(key);
      }
    },
  };
}
