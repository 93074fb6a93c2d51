import { createHmac, randomUUID, timingSafeEqual } from 'node:crypto';
import { type Body, isObject, readBody, textOf } from '../http/body.js';
import { required } from '../http/requirements.js';
import type { Call, Route } from '../http/route.js';
import { forbidden, ServiceError } from '../http/service-error.js';
import { issueAccessToken } from '../oauth/tokens.js';
import { addPerson, updatePerson } from '../people/store.js';
import type { Person } from '../store/entities.js';
import { isAdministrator, type State } from '../store/state.js';

export const guests: readonly Route[] = [
  { method: 'POST', path: 'guests/token', handle: create },
  { method: 'GET', path: 'guests/count', handle: count },
  { method: 'POST', path: 'jwt/login', handle: login, open: true },
];

async function create(call: Call): Promise<Response> {
  requireServiceApp(call);
  const { state } = call.var;
  const body = await readBody(call);
  const subject = required(textOf(body, 'subject'), 'subject');
  const displayName = required(textOf(body, 'displayName'), 'displayName');
  const guest = guestOf(state, subject, displayName);
  return call.json({
    subject,
    displayName,
    email: guest.email,
    id: guest.id,
    accessToken: issueAccessToken(state, guest, state.lifetimes.guest),
    expiresIn: state.lifetimes.guest,
  });
}

function count(call: Call): Response {
  requireServiceApp(call);
  // A bare number of this type, as documented.
  return call.text(String(call.var.state.guestsBySubject.size));
}

/** Bots and administrators are accepted in place of a service app. */
function requireServiceApp(call: Call): void {
  const { state, actor } = call.var;
  if (actor.type === 'bot' || isAdministrator(state, actor)) return;
  throw forbidden('Only a service app can have guests.');
}

/** A guest signs in by a JWT that the guest issuer has signed. */
function login(call: Call): Response {
  const { state } = call.var;
  const [, token = ''] = /^Bearer +(\S+) *$/i.exec(call.req.header('authorization') ?? '') ?? [];
  const { sub, name } = readClaims(state, token);
  const guest = guestOf(state, sub, name);
  const expiresIn = state.lifetimes.guest;
  return call.json({ token: issueAccessToken(state, guest, expiresIn), expiresIn });
}

function readClaims(state: State, token: string): { sub: string; name: string } {
  const [header = '', payload = '', signature = ''] = token.split('.');
  const { issuerId, secret } = state.guestIssuer;
  const key = Buffer.from(secret, 'base64');
  const expected = createHmac('sha256', key).update(`${header}.${payload}`).digest();
  const given = Buffer.from(signature, 'base64url');
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) throw refuse('signature');
  if (readPart(header, 'header').alg !== 'HS256') throw refuse('algorithm');
  const { sub, name, iss, exp } = readPart(payload, 'payload');
  if (iss !== issuerId) throw refuse('issuer');
  if (!(Number(exp) * 1000 > Date.now())) throw refuse('expiration');
  if (typeof sub !== 'string' || sub === '') throw refuse('subject');
  return { sub, name: typeof name === 'string' ? name : sub };
}

function readPart(part: string, what: string): Body {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(part, 'base64url').toString());
    if (isObject(parsed)) return parsed;
  } catch {}
  throw refuse(what);
}

function refuse(what: string): ServiceError {
  return new ServiceError(401, `The ${what} of the JWT is not valid.`);
}

/** The same subject is the same guest; a new name renames them. */
function guestOf(state: State, subject: string, displayName: string): Person {
  const known = state.guestsBySubject.get(subject);
  if (known !== undefined) {
    const renamed = known.profile.displayName !== displayName;
    if (renamed) updatePerson(state, known, known.email, { ...known.profile, displayName });
    return known;
  }
  const email = `${randomUUID()}@guests.example.com`;
  const profile = { displayName, roles: [], licenses: [], loginEnabled: true };
  const guest = addPerson(state, { email, profile, type: 'appuser', invitePending: false });
  state.guestsBySubject.set(subject, guest);
  return guest;
}
