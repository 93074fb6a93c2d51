/** Rules for a method's parameters, by parameter name. They are checked before anything is sent. */
export interface ParameterRules {
  /** Each of these must be given. */
  readonly required?: readonly string[] | undefined;
  /** Exactly one of these must be given. */
  readonly exactlyOne?: readonly string[] | undefined;
  /** At least one of these must be given. */
  readonly atLeastOne?: readonly string[] | undefined;
  /** Groups that exclude each other: at most one of each group may be given. */
  readonly exclusive?: readonly (readonly string[])[] | undefined;
  /** These can't be given; the text says what to do instead. */
  readonly unsupported?: Readonly<Record<string, string>> | undefined;
  /** The maximum number of items of each of these arrays. */
  readonly maxItems?: Readonly<Record<string, number>> | undefined;
  /** The maximum size of each of these texts, in bytes of UTF-8. */
  readonly maxBytes?: Readonly<Record<string, number>> | undefined;
  /** What to do about a parameter that is too large. */
  readonly advice?: Readonly<Record<string, string>> | undefined;
}

/**
 * Throws a TypeError that names the parameters and says what to do. Ids, email addresses and page sizes need no rule: they
 * are recognized by name. An empty value doesn't count as given. `extra` are the parameters that came through `extraQuery`
 * and `extraBody`: each may stand for a group of which nothing else is given, since the rules can't know it.
 */
export function checkParameters(parameters: object, rules: ParameterRules, extra: object = {}): void {
  for (const [name, value] of Object.entries(parameters)) checkByName(name, value);
  const value = new Map(Object.entries(parameters));
  const given = (names: readonly string[]) => names.filter((name) => isGiven(value.get(name)));

  for (const name of rules.required ?? []) {
    if (isGiven(value.get(name))) continue;
    const isAbsent = value.get(name) === undefined || value.get(name) === null;
    throw new TypeError(isAbsent ? `"${name}" is required.` : `"${name}" must not be empty.`);
  }
  const { exactlyOne = [], atLeastOne = [] } = rules;
  let spare = Object.entries(extra).filter(
    ([name, value]) => isGiven(value) && ![...exactlyOne, ...atLeastOne].includes(name),
  ).length;
  for (const names of [atLeastOne, exactlyOne]) {
    if (names.length > 0 && given(names).length === 0 && spare-- <= 0) throw noneGiven(names, value);
  }
  const present = given(exactlyOne);
  if (present.length > 1) throw conflict(present);
  for (const names of rules.exclusive ?? []) {
    // A flag that is off excludes nothing.
    const contradicting = given(names).filter((name) => value.get(name) !== false);
    if (contradicting.length > 1) throw conflict(contradicting);
  }
  for (const [name, advice] of Object.entries(rules.unsupported ?? {})) {
    if (isGiven(value.get(name))) throw new TypeError(`"${name}" can't be given here. ${advice}`);
  }
  for (const [name, max] of Object.entries(rules.maxItems ?? {})) checkItems(name, value.get(name), max);
  for (const [name, max] of Object.entries(rules.maxBytes ?? {})) {
    const advice = Object.hasOwn(rules.advice ?? {}, name) ? rules.advice?.[name] : undefined;
    checkBytes(name, value.get(name), max, advice);
  }
}

/** False for `undefined`, `null`, blank text, and arrays that hold nothing else. */
function isGiven(value: unknown): boolean {
  if (value === undefined || value === null) return false;
  if (typeof value === 'string') return value.trim() !== '';
  return Array.isArray(value) ? value.some(isGiven) : true;
}

function noneGiven(names: readonly string[], value: ReadonlyMap<string, unknown>): TypeError {
  const empty = names.filter((name) => value.get(name) !== undefined && value.get(name) !== null);
  const reason =
    empty.length === 0 ? 'none was given' : `${list(empty)} ${empty.length > 1 ? 'are' : 'is'} empty`;
  return new TypeError(`One of ${list(names)} is required, ${reason}.`);
}

function conflict(names: readonly string[]): TypeError {
  return new TypeError(`Only one of ${list(names)} may be given.`);
}

function checkByName(name: string, value: unknown): void {
  if (value === undefined || value === null) return;
  if (name === 'max' && !(Number.isSafeInteger(value) && Number(value) > 0)) {
    throw new TypeError('"max" is the size of a page: a whole number from 1.');
  }
  if (!/(^id|Id|^email|Email)$/.test(name)) return;
  for (const one of Array.isArray(value) ? value : [value]) {
    // Some are numbers, and some flags end in "Email" too.
    if (!['string', 'number', 'boolean'].includes(typeof one)) {
      throw new TypeError(`"${name}" must be a string, got ${one === null ? 'null' : typeof one}.`);
    }
    if (typeof one === 'string' && one.trim() === '') throw new TypeError(`"${name}" must not be empty.`);
  }
}

function checkItems(name: string, value: unknown, max: number): void {
  if (value === undefined || value === null) return;
  if (!Array.isArray(value)) throw new TypeError(`"${name}" must be an array.`);
  if (value.length > max) {
    throw new TypeError(`"${name}" may hold ${max} ${max === 1 ? 'item' : 'items'}, got ${value.length}.`);
  }
}

function checkBytes(name: string, value: unknown, max: number, advice = ''): void {
  if (value === undefined || value === null) return;
  if (typeof value !== 'string') throw new TypeError(`"${name}" must be a string.`);
  const bytes = Buffer.byteLength(value);
  if (bytes > max) {
    throw new TypeError(`"${name}" may take ${max} bytes in UTF-8, got ${bytes}. ${advice}`.trimEnd());
  }
}

function list(names: readonly string[]): string {
  return new Intl.ListFormat('en', { type: 'conjunction' }).format(names.map((name) => `"${name}"`));
}

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
