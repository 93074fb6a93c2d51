import type { Call } from './route.js';
import { badRequest, ServiceError } from './service-error.js';

/** The attributes of a JSON body; null and empty text count as left out. */
export type Body = Readonly<Record<string, unknown>>;

export async function readBody(call: Call): Promise<Body> {
  const type = call.req.header('content-type') ?? '';
  if (!/^application\/json\s*(;|$)/i.test(type)) {
    throw new ServiceError(415, `The content type must be application/json, not "${type}".`);
  }
  const body = parseJson(bodyText(call));
  if (!isObject(body)) throw badRequest('The request body must be a JSON object.');
  return body;
}

/** The body as text; invalid UTF-8 is replaced. */
export function bodyText(call: Call): string {
  return Buffer.from(call.var.bytes ?? []).toString();
}

export function textOf(body: Body, name: string): string | undefined {
  return attributeOf(body, name, isText, 'a string') || undefined;
}

export function flagOf(body: Body, name: string): boolean | undefined {
  return attributeOf(body, name, isFlag, 'a boolean');
}

export function textsOf(body: Body, name: string): readonly string[] | undefined {
  return attributeOf(body, name, isListOf(isText), 'an array of strings');
}

/** Addresses of files or, in a form, the files. */
export function filesOf(body: Body, name: string): readonly (string | File)[] | undefined {
  return attributeOf(body, name, isListOf(isFile), 'an array of strings');
}

export function objectsOf(body: Body, name: string): readonly Body[] | undefined {
  return attributeOf(body, name, isListOf(isObject), 'an array of objects');
}

export function isObject(value: unknown): value is Body {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function attributeOf<T>(
  body: Body,
  name: string,
  is: (value: unknown) => value is T,
  type: string,
): T | undefined {
  const value = body[name] ?? undefined;
  if (value === undefined || is(value)) return value;
  throw badRequest(`${name} must be ${type}.`);
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

/** Deeper JSON than any card needs; writing it would exhaust the stack. */
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
