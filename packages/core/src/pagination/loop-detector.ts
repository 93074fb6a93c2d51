/**
 * Makes a function that tells whether a sequence of addresses has come back on itself. Brent's algorithm: it finds any
 * cycle while remembering a single address.
 */
export function createLoopDetector(): (address: string) => boolean {
  let remembered: string | undefined;
  let steps = 0;
  let limit = 1;
  return (address) => {
    if (address === remembered) return true;
    if (++steps === limit) {
      remembered = address;
      limit *= 2;
      steps = 0;
    }
    return false;
  };
}
