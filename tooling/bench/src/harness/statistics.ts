/** The middle of the values. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  return ((sorted[Math.ceil(middle) - 1] ?? Number.NaN) + (sorted[Math.floor(middle)] ?? Number.NaN)) / 2;
}

/** The median of the rounds' ratios: what slows a whole round down, such as a busy machine, drops out. */
export function ratio(values: readonly number[] = [], baseline: readonly number[] = []): number {
  return median(values.map((value, round) => value / (baseline[round] ?? Number.NaN)));
}
