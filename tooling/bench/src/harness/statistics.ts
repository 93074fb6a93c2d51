/** Returns the median. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  return ((sorted[Math.ceil(middle) - 1] ?? Number.NaN) + (sorted[Math.floor(middle)] ?? Number.NaN)) / 2;
}

/** Returns the median of the rounds' ratios, which cancels out what slows a whole round down, such as a busy machine. */
export function ratio(values: readonly number[] = [], baseline: readonly number[] = []): number {
  return median(values.map((value, round) => value / (baseline[round] ?? Number.NaN)));
}
