import { createHash, timingSafeEqual } from 'node:crypto';
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
  return new URLSearchParams(await call.req.text());
}

/** In constant time: what it compares are secrets. */
export function equal(one: string, other: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(one), digest(other));
}
