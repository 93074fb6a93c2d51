/** A timer that runs out unless it is restarted. */
export interface IdleTimer {
  restart(): void;
  stop(): void;
}

/**
 * Calls `onTimeout` after a number of milliseconds without a restart. If the program was busy for longer than that, data
 * that has arrived meanwhile is handled first, and may still restart or stop the timer. It doesn't keep the process
 * running.
 */
export function startIdleTimer(milliseconds: number, onTimeout: () => void): IdleTimer {
  let due: ReturnType<typeof setImmediate> | undefined;
  const timer = setTimeout(() => {
    due = setImmediate(onTimeout);
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
