/** A bounded list of what happened, oldest first. It is an array that the emulator adds to. */
export interface Log<Entry> extends ReadonlyArray<Entry> {
  /** Removes all entries. */
  clear(): void;
  /** Calls the listener with each new entry from now on. Returns a function that stops it. */
  subscribe(listener: (entry: Entry) => void): () => void;
}

/** A log, and how to add to it. */
export interface LogWriter<Entry> {
  readonly log: Log<Entry>;
  add(entry: Entry): void;
}

/** Creates a log that drops its oldest entries once there are more than `limit`. */
export function createLog<Entry>(limit: number): LogWriter<Entry> {
  const entries: Entry[] = [];
  const listeners = new Set<(entry: Entry) => void>();
  const log = Object.assign(entries, {
    clear: () => {
      entries.length = 0;
    },
    subscribe: (listener: (entry: Entry) => void) => {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
  });
  // Not enumerable, so that a log equals an array with the same entries.
  for (const name of ['clear', 'subscribe']) Object.defineProperty(log, name, { enumerable: false });
  const add = (entry: Entry) => {
    entries.push(entry);
    if (entries.length > limit) entries.shift();
    for (const listener of [...listeners]) listener(entry);
  };
  return { log, add };
}
