import { createHash, timingSafeEqual } from 'node:crypto';
import { bodyText, isFormEncoded } from './body.js';
import type { Call } from './route.js';
import { badRequest, ServiceError } from './service-error.js';

/** Reads a form-encoded body. Returns a function that gets a field by its name, and refuses a missing one. */
export function readForm(call: Call): (name: string) => string {
  const form = readFields(call);
  return (name) => {
    const value = form.get(name);
    if (value === null || value === '') throw badRequest(`${name} is required.`);
    return value;
  };
}

export function readFields(call: Call): URLSearchParams {
  const type = call.req.header('content-type') ?? '';
  if (!isFormEncoded(type)) {
    throw new ServiceError(415, `The content type must be application/x-www-form-urlencoded, not "${type}".`);
  }
  return new URLSearchParams(bodyText(call));
}

/** Compares secrets in constant time. */
export function equal(one: string, other: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(one), digest(other));
}
