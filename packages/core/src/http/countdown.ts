/** Time that runs out unless it is started anew. */
export interface Countdown {
  restart(): void;
  stop(): void;
}

/**
 * Calls `onEnd` after so many milliseconds without a restart. What has arrived while the program was busy for longer than
 * that is dealt with first, and may still restart or stop it. It holds no program open.
 */
export function startCountdown(milliseconds: number, onEnd: () => void): Countdown {
  let due: NodeJS.Immediate | undefined;
  const timer = setTimeout(() => {
    due = setImmediate(onEnd);
  }, milliseconds);
  timer.unref();
  return {
    restart: () => {
      clearImmediate(due);
      timer.refresh();
    },
    stop: () => {
      clearImmediate(due);
      clearTimeout(timer);
    },
  };
}
