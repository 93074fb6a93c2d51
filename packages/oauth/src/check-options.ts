/** Throws a TypeError that names the missing or empty option. It never shows a value: they are secrets. */
export function checkStrings(options: Readonly<Record<string, unknown>>): void {
  for (const [name, value] of Object.entries(options)) {
    if (value === undefined || value === null) throw new TypeError(`"${name}" is required.`);
    if (typeof value !== 'string') throw new TypeError(`"${name}" must be a string, got ${typeof value}.`);
    if (value.trim() === '') throw new TypeError(`"${name}" must not be empty.`);
  }
}

/** The longest delay of a timer. */
const maxMilliseconds = 2 ** 31 - 1;

/** Throws a TypeError unless the option is absent or a number of milliseconds that a timer can wait for. */
export function checkMilliseconds(name: string, value: unknown, min: number): void {
  if (value === undefined) return;
  if (typeof value !== 'number' || !(value >= min && value <= maxMilliseconds)) {
    throw new TypeError(`"${name}" must be a number of milliseconds from ${min} to ${maxMilliseconds}.`);
  }
}

/** Throws a TypeError unless the option is absent or a function. */
export function checkFunction(name: string, value: unknown): void {
  if (value !== undefined && typeof value !== 'function') {
    throw new TypeError(`"${name}" must be a function, got ${typeof value}.`);
  }
}
