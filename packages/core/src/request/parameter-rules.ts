/** What must hold of a method's parameters before anything is sent, by their names. */
export interface ParameterRules {
  /** Each of these must be given. */
  readonly required?: readonly string[];
  /** Exactly one of these must be given. */
  readonly exactlyOne?: readonly string[];
  /** At least one of these must be given. */
  readonly atLeastOne?: readonly string[];
  /** Groups that contradict each other: at most one of each group may be given. */
  readonly exclusive?: readonly (readonly string[])[];
  /** The most items each of these arrays may hold. */
  readonly maxItems?: Readonly<Record<string, number>>;
  /** The most bytes each of these texts may take in UTF-8. */
  readonly maxBytes?: Readonly<Record<string, number>>;
  /** Sentences that say what to do about a parameter that is too large. */
  readonly advice?: Readonly<Record<string, string>>;
}

/**
 * Throws a TypeError that names the parameters and what to do about them. Ids, addresses and page sizes are checked
 * without a rule: their names say what they are.
 */
export function checkParameters(parameters: object, rules: ParameterRules): void {
  for (const [name, value] of Object.entries(parameters)) checkByName(name, value);
  const value = new Map(Object.entries(parameters));
  const given = (names: readonly string[]) => names.filter((name) => value.get(name) !== undefined);

  for (const name of [...(rules.required ?? []), ...given(rules.exactlyOne ?? [])]) {
    checkPresent(name, value.get(name));
  }
  for (const names of [rules.exactlyOne, rules.atLeastOne]) {
    if (names !== undefined && given(names).length === 0) {
      throw new TypeError(`One of ${list(names)} is required, none was given.`);
    }
  }
  for (const names of [rules.exactlyOne, ...(rules.exclusive ?? [])]) {
    const present = given(names ?? []);
    if (present.length > 1) throw new TypeError(`Only one of ${list(present)} may be given.`);
  }
  for (const [name, most] of Object.entries(rules.maxItems ?? {})) checkItems(name, value.get(name), most);
  for (const [name, most] of Object.entries(rules.maxBytes ?? {})) {
    const advice = Object.hasOwn(rules.advice ?? {}, name) ? rules.advice?.[name] : undefined;
    checkBytes(name, value.get(name), most, advice);
  }
}

function checkByName(name: string, value: unknown): void {
  if (value === undefined || value === null) return;
  if (name === 'max' && !(Number.isSafeInteger(value) && Number(value) > 0)) {
    throw new TypeError('"max" is the size of a page: a whole number from 1.');
  }
  if (!/(^id|Id|^email|Email)$/.test(name)) return;
  for (const identifier of Array.isArray(value) ? value : [value]) {
    if (typeof identifier !== 'string')
      throw new TypeError(`"${name}" must be a string, got ${typeof identifier}.`);
    if (identifier.trim() === '') throw new TypeError(`"${name}" must not be empty.`);
  }
}

function checkPresent(name: string, value: unknown): void {
  if (value === undefined || value === null) throw new TypeError(`"${name}" is required.`);
  if (typeof value === 'string' && value.trim() === '') throw new TypeError(`"${name}" must not be empty.`);
}

function checkItems(name: string, value: unknown, most: number): void {
  if (value === undefined || value === null) return;
  if (!Array.isArray(value)) throw new TypeError(`"${name}" must be an array.`);
  if (value.length > most) {
    throw new TypeError(`"${name}" may hold ${most} ${most === 1 ? 'item' : 'items'}, got ${value.length}.`);
  }
}

function checkBytes(name: string, value: unknown, most: number, advice = ''): void {
  if (value === undefined || value === null) return;
  if (typeof value !== 'string') throw new TypeError(`"${name}" must be a string.`);
  const bytes = Buffer.byteLength(value);
  if (bytes > most) {
    throw new TypeError(`"${name}" may take ${most} bytes in UTF-8, got ${bytes}. ${advice}`.trimEnd());
  }
}

function list(names: readonly string[]): string {
  return new Intl.ListFormat('en', { type: 'conjunction' }).format(names.map((name) => `"${name}"`));
}
