/** Throws a TypeError that names the option that is missing or empty, and never shows one. */
export function checkTexts(texts: Readonly<Record<string, unknown>>): void {
  for (const [name, text] of Object.entries(texts)) {
    if (text === undefined || text === null) throw new TypeError(`"${name}" is required.`);
    if (typeof text !== 'string') throw new TypeError(`"${name}" must be a string, got ${typeof text}.`);
    if (text.trim() === '') throw new TypeError(`"${name}" must not be empty.`);
  }
}
