import type { CreateGuestIssuerToken } from './guest-issuer.js';

/** The JWT that signs a guest in. Throws a TypeError that names the parameter that is wrong, never its value. */
export async function signGuestToken(guest: CreateGuestIssuerToken): Promise<string> {
  const { subject, displayName, issuerId, expiration, secret } = guest;
  for (const [name, value] of Object.entries({ subject, displayName, issuerId, secret })) {
    checkText(name, value);
  }
  checkExpiration(expiration);
  // Webex wants the expiration as text. A JWT has a number there, and jose's SignJWT takes nothing else.
  const claims = { sub: subject, name: displayName, iss: issuerId, exp: String(expiration) };
  // Loaded when a guest signs in: it takes longer than everything else here, and most programs have no guests.
  const { CompactSign } = await import('jose');
  return new CompactSign(Buffer.from(JSON.stringify(claims)))
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
    .sign(decodeSecret(secret));
}

function checkText(name: string, value: unknown): void {
  if (value === undefined || value === null) throw new TypeError(`"${name}" is required.`);
  if (typeof value !== 'string') throw new TypeError(`"${name}" must be a string, got ${typeof value}.`);
  if (value.trim() === '') throw new TypeError(`"${name}" must not be empty.`);
}

function checkExpiration(expiration: unknown): void {
  const expected = '"expiration" takes seconds since 1970, such as Math.floor(Date.now() / 1000) + 3600';
  if (typeof expiration !== 'number' || !Number.isSafeInteger(expiration)) {
    throw new TypeError(`${expected}: a whole number.`);
  }
  // As seconds, it would be after the year 5000.
  if (expiration >= 1e11) throw new TypeError(`${expected}; this looks like milliseconds.`);
  if (expiration * 1000 <= Date.now()) throw new TypeError(`${expected}; this is in the past.`);
}

/** Buffer skips what is no base64 without a word, and the signature would be wrong. */
function decodeSecret(secret: string): Uint8Array {
  const text = secret.trim();
  const key = Buffer.from(text, 'base64');
  if (key.length > 0 && /^[\w+/-]+={0,2}$/.test(text)) return key;
  throw new TypeError('"secret" must be in base64, as Webex shows it.');
}
