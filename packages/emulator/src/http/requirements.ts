import type { MiddlewareHandler } from 'hono';
import type { Environment } from './route.js';
import { badRequest } from './service-error.js';

/** Refuses text that is missing or blank. */
export function required(value: string | undefined, name: string): string {
  if (value === undefined || value.trim() === '') throw badRequest(`${name} is required and can't be empty.`);
  return value;
}

export function exactlyOne(fields: Readonly<Record<string, unknown>>): void {
  const names = Object.keys(fields).join(', ');
  const given = givenIn(fields);
  if (given.length === 0) throw badRequest(`One of ${names} is required.`);
  if (given.length > 1) throw badRequest(`Only one of ${names} can be given, not ${given.join(' and ')}.`);
}

export function atLeastOne(fields: Readonly<Record<string, unknown>>): void {
  if (givenIn(fields).length > 0) return;
  throw badRequest(`At least one of ${Object.keys(fields).join(', ')} is required.`);
}

/** Refuses any of the others together with the first. */
export function notTogether(name: string, others: Readonly<Record<string, unknown>>): void {
  const [other] = givenIn(others);
  if (other !== undefined) throw badRequest(`${name} can't be combined with ${other}.`);
}

export function atMost(max: number, values: readonly unknown[] | undefined, name: string): void {
  if (values !== undefined && values.length > max) {
    throw badRequest(
      `${name} can have at most ${max} ${max === 1 ? 'item' : 'items'}, not ${values.length}.`,
    );
  }
}

export function emailAddress(value: string, name: string): string {
  if (/^[^\s@,]+@[^\s@,]+\.[^\s@,]+$/.test(value)) return value;
  throw badRequest(`${name} must be an email address, not "${value}".`);
}

function givenIn(fields: Readonly<Record<string, unknown>>): string[] {
  return Object.keys(fields).filter((name) => {
    const value = fields[name];
    return value !== undefined && !(Array.isArray(value) && value.length === 0);
  });
}

/** Refuses control characters: neither a header nor a URL can hold them. */
export function requirePrintable(value: string, name: string): void {
  if (/\p{Cc}/u.test(value)) throw badRequest(`${name} can't have control characters.`);
}

/** Refuses control characters in the path and the query, however they are encoded. */
export const refuseControlCharacters: MiddlewareHandler<Environment> = async (call, next) => {
  requirePrintable(call.req.path, 'The path');
  for (const [name, values] of Object.entries(call.req.queries())) {
    requirePrintable(name, 'The name of a parameter');
    for (const value of values) requirePrintable(value, name);
  }
  await next();
};
