import type { Call } from './route.js';
import { badRequest, ServiceError } from './service-error.js';

/** The attributes of a body. Null and empty text count as left out. */
export type Body = Readonly<Record<string, unknown>>;

/** Form-encoded bodies, in which all values are text. */
const forms = new WeakSet<Body>();

/** Reads a JSON or form-encoded body. */
export async function readBody(call: Call): Promise<Body> {
  const type = call.req.header('content-type') ?? '';
  if (isFormEncoded(type)) return formBody(parseFields(bodyText(call)));
  if (!/^application\/json\s*(;|$)/i.test(type)) {
    throw new ServiceError(
      415,
      `The content type must be application/json or application/x-www-form-urlencoded, not "${type}".`,
    );
  }
  const body = parseJson(bodyText(call));
  if (!isObject(body)) throw badRequest('The request body must be a JSON object.');
  return body;
}

/** Marks a body as a form: its texts are read as booleans, arrays or JSON where those are expected. */
export function formBody(fields: Body): Body {
  forms.add(fields);
  return fields;
}

/** The body as text; invalid UTF-8 is replaced. */
export function bodyText(call: Call): string {
  return Buffer.from(call.var.bytes ?? []).toString();
}

export function isFormEncoded(type: string): boolean {
  return /^application\/x-www-form-urlencoded\s*(;|$)/i.test(type);
}

/** The fields of a form by name; one that is given more than once has an array of its values. */
export function parseFields(text: string): Record<string, string | string[]> {
  const fields = new URLSearchParams(text);
  const byName = [...new Set(fields.keys())].map((name) => {
    const [first = '', ...others] = fields.getAll(name);
    return [name, others.length === 0 ? first : [first, ...others]] as const;
  });
  return Object.fromEntries(byName);
}

export function textOf(body: Body, name: string): string | undefined {
  return attributeOf(body, name, isText, 'a string') || undefined;
}

export function flagOf(body: Body, name: string): boolean | undefined {
  const fromForm = (value: unknown) => {
    const flag = isText(value) ? value.toLowerCase() : value;
    return flag === 'true' ? true : flag === 'false' ? false : value;
  };
  return attributeOf(body, name, isFlag, 'a boolean', fromForm);
}

export function textsOf(body: Body, name: string): readonly string[] | undefined {
  return attributeOf(body, name, isListOf(isText), 'an array of strings', asList);
}

/** URLs of files or, in an upload, the files. */
export function filesOf(body: Body, name: string): readonly (string | File)[] | undefined {
  return attributeOf(body, name, isListOf(isFile), 'an array of strings', asList);
}

export function objectsOf(body: Body, name: string): readonly Body[] | undefined {
  return attributeOf(body, name, isListOf(isObject), 'an array of objects', (value) => asList(asJson(value)));
}

export function objectOf(body: Body, name: string): Body | undefined {
  return attributeOf(body, name, isObject, 'an object', asJson);
}

export function isObject(value: unknown): value is Body {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function attributeOf<T>(
  body: Body,
  name: string,
  is: (value: unknown) => value is T,
  type: string,
  fromForm: (value: unknown) => unknown = (value) => value,
): T | undefined {
  const given = Object.hasOwn(body, name) ? (body[name] ?? undefined) : undefined;
  const isInForm = forms.has(body);
  const value = isInForm && given !== undefined && given !== '' ? fromForm(given) : given;
  if (value === undefined || is(value)) return value;
  if (isInForm && given === '') return undefined;
  throw badRequest(`${name} must be ${type}.`);
}

function asList(value: unknown): unknown {
  return Array.isArray(value) ? value : [value];
}

function asJson(value: unknown): unknown {
  return isText(value) ? parseJson(value) : value;
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}

function isFile(value: unknown): value is string | File {
  return isText(value) || value instanceof File;
}

function isFlag(value: unknown): value is boolean {
  return typeof value === 'boolean';
}

function isListOf<T>(is: (value: unknown) => value is T) {
  return (value: unknown): value is readonly T[] => Array.isArray(value) && value.every(is);
}

/** No card needs to be deeper, and writing much deeper JSON would exhaust the stack. */
const maxDepth = 100;

export function parseJson(text: string): unknown {
  if (depthOf(text) > maxDepth)
    throw badRequest(`The request body is nested deeper than ${maxDepth} levels.`);
  try {
    return JSON.parse(text);
  } catch {
    throw badRequest('The request body is not valid JSON.');
  }
}

/** How deep brackets and braces are nested; those in strings don't count. */
function depthOf(text: string): number {
  let depth = 0;
  let deepest = 0;
  for (const [token] of text.matchAll(/"(?:[^"\\]|\\.)*"?|[[{\]}]/gs)) {
    if (token === '[' || token === '{') {
      depth += 1;
      deepest = Math.max(deepest, depth);
    }
    if (token === ']' || token === '}') depth -= 1;
  }
  return deepest;
}
