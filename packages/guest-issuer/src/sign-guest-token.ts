import { createHmac } from 'node:crypto';
import type { CreateGuestIssuerToken } from './guest-issuer.js';

/** Creates the JWT that signs a guest in. Throws a TypeError that names the wrong parameter, never its value. */
export function signGuestToken(guest: CreateGuestIssuerToken): string {
  const { subject, displayName, issuerId, expiration, secret } = guest;
  for (const [name, value] of Object.entries({ subject, displayName, issuerId, secret })) {
    checkText(name, value);
  }
  checkExpiration(expiration);
  // Webex expects the expiration as text, where JWTs usually have a number.
  const claims = { sub: subject, name: displayName, iss: issuerId, exp: String(expiration) };
  const signed = `${encode({ alg: 'HS256', typ: 'JWT' })}.${encode(claims)}`;
  const signature = createHmac('sha256', decodeSecret(secret)).update(signed).digest('base64url');
  return `${signed}.${signature}`;
}

function encode(part: object): string {
  return Buffer.from(JSON.stringify(part)).toString('base64url');
}

function checkText(name: string, value: unknown): void {
  if (value === undefined || value === null) throw new TypeError(`"${name}" is required.`);
  if (typeof value !== 'string') throw new TypeError(`"${name}" must be a string, got ${typeof value}.`);
  if (value.trim() === '') throw new TypeError(`"${name}" must not be empty.`);
}

function checkExpiration(expiration: unknown): void {
  const expected = '"expiration" must be in seconds since 1970, such as Math.floor(Date.now() / 1000) + 3600';
  if (typeof expiration !== 'number' || !Number.isSafeInteger(expiration)) {
    throw new TypeError(`${expected}: a whole number.`);
  }
  // Read as seconds, it would be after the year 5000.
  if (expiration >= 1e11) throw new TypeError(`${expected}; this looks like milliseconds.`);
  if (expiration * 1000 <= Date.now()) throw new TypeError(`${expected}; this is in the past.`);
}

/** Checks the secret, because Buffer ignores invalid base64, and the signature would be wrong. */
function decodeSecret(secret: string): Uint8Array {
  const text = secret.trim();
  const key = Buffer.from(text, 'base64');
  if (key.length > 0 && /^[\w+/-]+={0,2}$/.test(text)) return key;
  throw new TypeError('"secret" must be in base64, as Webex shows it.');
}
