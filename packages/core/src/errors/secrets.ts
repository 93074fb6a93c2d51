import { constantName, hideNamedValues, isSecretName } from './named-secrets.js';
import { encodedForms, type Replacement } from './secret-forms.js';
import { cut, hidden } from './text.js';

/** Where the secrets of a call are found. */
export interface SecretSources {
  readonly tokens?: readonly (string | false | undefined)[];
  /** A form body: all its values are secret, except for those of `publicFields`. */
  readonly form?: object | undefined;
  /** Bodies, queries and headers: attributes with the name of a secret are, at any depth. */
  readonly values?: readonly (object | undefined)[];
  /** Proxies, whose addresses may hold a password. */
  readonly proxies?: readonly (URL | undefined)[];
}

const publicFields = new Set(['grant_type', 'scope', 'redirect_uri', 'client_id']);
/** Shorter values would be found by accident in any text. */
const minLength = 4;
const maxDepth = 50;

/**
 * The secrets of one call, and how to keep them out of texts. Made only when an error is, so that a success costs
 * nothing.
 */
export class Secrets {
  readonly #replacements: readonly Replacement[];
  readonly #values: readonly string[];

  constructor({ tokens = [], form, values = [], proxies = [] }: SecretSources) {
    const found = new Set<string>();
    const add = (value: string) => {
      if (value.length >= minLength) found.add(value);
    };
    for (const token of tokens) if (token) add(token);
    if (form !== undefined) collectForm(form, add);
    for (const value of values) collectNamed(value, add, 0);
    for (const proxy of proxies) collectProxy(proxy, add);
    // Longest first: a value may be a part of another one.
    this.#values = [...found].sort((a, b) => b.length - a.length);
    this.#replacements = this.#values.flatMap(encodedForms);
  }

  /**
   * Returns the text as a single line without secrets: control and format characters and line ends become spaces. A
   * text longer than the limit is cut.
   */
  clean(text: string, limit = Number.POSITIVE_INFINITY): string {
    const line = this.hide(text)
      .replace(/[\p{Cc}\p{Cf}\u2028\u2029\s]+/gu, ' ')
      .trim();
    return cut(line, limit);
  }

  /** Returns the text without secrets, its line ends kept. A text longer than the limit is cut. */
  hide(text: string, limit = Number.POSITIVE_INFINITY): string {
    const shown = this.#replacements.reduce((rest, replace) => replace(rest), text);
    const printable = hideNamedValues(this.#hideBeginning(shown)).replace(
      /(?![\t\n\r])[\p{Cc}\p{Cf}]/gu,
      ' ',
    );
    return cut(printable.toWellFormed(), limit);
  }

  /** Returns a deep copy of parsed JSON without secrets, in keys too. */
  cleanValue(value: unknown): unknown {
    return this.#copy(value, false, 0);
  }

  #copy(value: unknown, isSecret: boolean, depth: number): unknown {
    if (typeof value === 'string') return isSecret && value !== '' ? hidden : this.hide(value);
    if (typeof value === 'number') return isSecret || this.hide(String(value)) === hidden ? hidden : value;
    if (typeof value !== 'object' || value === null) return value;
    if (depth === maxDepth) return hidden;
    if (Array.isArray(value)) return value.map((item) => this.#copy(item, isSecret, depth + 1));
    return Object.fromEntries(
      Object.entries(value).map(([name, item]) => [
        this.hide(name),
        this.#copy(item, isSecret || isSecretName(name), depth + 1),
      ]),
    );
  }

  /** A truncated text may end with the beginning of a secret. */
  #hideBeginning(text: string): string {
    for (const value of this.#values) {
      const shortest = Math.max(minLength, Math.min(8, Math.ceil(value.length / 2)));
      const beginning = value.slice(0, shortest);
      let from = text.indexOf(beginning, text.length - value.length);
      for (; from !== -1; from = text.indexOf(beginning, from + 1)) {
        if (value.startsWith(text.slice(from))) return text.slice(0, from) + hidden;
      }
    }
    return text;
  }
}

function collectForm(form: object, add: (value: string) => void): void {
  const entries = form instanceof URLSearchParams ? [...form] : Object.entries(form);
  for (const [name, value] of entries) {
    if (!publicFields.has(name) && !constantName.test(name)) collectAll(value, add, 0);
  }
}

/** Adds the values of attributes that have the name of a secret. */
function collectNamed(value: unknown, add: (value: string) => void, depth: number): void {
  if (!isPlain(value) || depth === maxDepth) return;
  for (const [name, item] of Object.entries(value)) {
    if (isSecretName(name)) collectAll(item, add, depth + 1);
    else collectNamed(item, add, depth + 1);
  }
}

function collectAll(value: unknown, add: (value: string) => void, depth: number): void {
  if (typeof value === 'string') addCredentials(value, add);
  // Not booleans: they would be hidden wherever they appear.
  else if (typeof value === 'number' || typeof value === 'bigint') add(String(value));
  else if (isPlain(value) && depth < maxDepth) {
    for (const item of Object.values(value)) collectAll(item, add, depth + 1);
  }
}

/** Adds a value, and the credentials of an `Authorization` header by themselves. */
function addCredentials(value: string, add: (value: string) => void): void {
  add(value);
  const [, scheme = '', credentials = ''] = /^\s*(bearer|basic)\s+(\S+)\s*$/i.exec(value) ?? [];
  if (credentials === '') return;
  add(credentials);
  if (scheme.toLowerCase() !== 'basic') return;
  try {
    const decoded = atob(credentials);
    add(decoded.slice(decoded.indexOf(':') + 1));
  } catch {
    // Not base64: hidden as it is.
  }
}

function collectProxy(proxy: URL | undefined, add: (value: string) => void): void {
  if (proxy === undefined || proxy.password === '') return;
  const [user, password] = [proxy.username, proxy.password].map(decode);
  add(proxy.password);
  add(password ?? '');
  add(base64(`${user}:${password}`));
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function base64(text: string): string {
  return btoa(String.fromCharCode(...new TextEncoder().encode(text)));
}

/** Files and streams are not looked into. */
function isPlain(value: unknown): value is object {
  if (typeof value !== 'object' || value === null) return false;
  return !ArrayBuffer.isView(value) && !(Symbol.asyncIterator in value) && !(value instanceof Blob);
}
