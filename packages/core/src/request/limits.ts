/** Throws a TypeError for a limit that makes no sense, of the session or of a request. */
export function checkLimits(limits: {
  readonly timeout?: number | undefined;
  readonly totalTimeout?: number | undefined;
  readonly maxRetries?: number | undefined;
  readonly maxWait?: number | undefined;
  readonly maxResponseSize?: number | undefined;
}): void {
  for (const option of ['timeout', 'totalTimeout'] as const) {
    const value = limits[option];
    // Timers take no more than 2^31 - 1.
    if (value !== undefined && !(typeof value === 'number' && value > 0 && value < 2 ** 31)) {
      throw new TypeError(`Option "${option}" takes a number of milliseconds above 0 and below 2^31.`);
    }
  }
  for (const option of ['maxRetries', 'maxWait', 'maxResponseSize'] as const) {
    const value = limits[option];
    if (value !== undefined && !(typeof value === 'number' && value >= 0)) {
      throw new TypeError(`Option "${option}" takes a number from 0.`);
    }
  }
}
