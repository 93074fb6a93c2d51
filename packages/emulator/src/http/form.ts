import { createHash, timingSafeEqual } from 'node:crypto';
import { bodyText } from './body.js';
import type { Call } from './route.js';
import { badRequest, ServiceError } from './service-error.js';

/** Reads a form-encoded body; gives its fields by name, and refuses where one is missing. */
export async function readForm(call: Call): Promise<(name: string) => string> {
  const form = await readFields(call);
  return (name) => {
    const value = form.get(name);
    if (value === null || value === '') throw badRequest(`${name} is required.`);
    return value;
  };
}

export async function readFields(call: Call): Promise<URLSearchParams> {
  const type = call.req.header('content-type') ?? '';
  if (!/^application\/x-www-form-urlencoded\s*(;|$)/i.test(type)) {
    throw new ServiceError(415, `The content type must be application/x-www-form-urlencoded, not "${type}".`);
  }
  return new URLSearchParams(bodyText(call));
}

/** In constant time: what it compares are secrets. */
export function equal(one: string, other: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(one), digest(other));
}

/** The fields by name; one that is given more than once has an array of its values. */
export function parseFields(text: string): Record<string, string | string[]> {
  const fields = new URLSearchParams(text);
  const byName = [...new Set(fields.keys())].map((name) => {
    const [first = '', ...others] = fields.getAll(name);
    return [name, others.length === 0 ? first : [first, ...others]] as const;
  });
  return Object.fromEntries(byName);
}
