import { createHash, timingSafeEqual } from 'node:crypto';
import type { Call, Route } from '../route.js';
import { badRequest, ServiceError } from '../service-error.js';
import type { Person } from '../state/entities.js';
import { issueAccessToken, lifetime, randomSecret } from '../state/tokens.js';

export const accessToken: readonly Route[] = [
  { method: 'POST', path: 'access_token', handle: create, open: true },
];

/** OAuth 2: a code or a refresh token becomes an access token. */
async function create(call: Call): Promise<Response> {
  const { state } = call.var;
  const form = new URLSearchParams(await readForm(call));
  const field = (name: string) => {
    const value = form.get(name);
    if (value === null || value === '') throw badRequest(`${name} is required.`);
    return value;
  };
  const { clientId, clientSecret } = state.integration;
  if (!equal(field('client_id'), clientId) || !equal(field('client_secret'), clientSecret)) {
    throw new ServiceError(401, 'The client_id or the client_secret is wrong.');
  }
  const type = field('grant_type');
  if (type === 'refresh_token') {
    const refreshToken = field('refresh_token');
    const person = state.peopleByRefreshToken.get(refreshToken);
    if (person === undefined) throw badRequest('The refresh token is unknown or expired.');
    return answer(call, person, refreshToken);
  }
  if (type !== 'authorization_code') {
    throw badRequest('grant_type must be authorization_code or refresh_token.');
  }
  const code = field('code');
  const redirectUri = field('redirect_uri');
  const grant = state.grants.get(code);
  if (grant === undefined) throw badRequest('The code is unknown, expired or used.');
  if (redirectUri !== state.integration.redirectUri) throw badRequest('The redirect_uri is another one.');
  // A code works once, whatever comes of it.
  state.grants.delete(code);
  if (grant.codeChallenge !== undefined && challengeOf(field('code_verifier')) !== grant.codeChallenge) {
    throw badRequest('The code_verifier is wrong.');
  }
  const refreshToken = randomSecret();
  state.peopleByRefreshToken.set(refreshToken, grant.person);
  return answer(call, grant.person, refreshToken);
}

function answer(call: Call, person: Person, refreshToken: string): Response {
  return call.json({
    access_token: issueAccessToken(call.var.state, person),
    expires_in: lifetime.access,
    refresh_token: refreshToken,
    refresh_token_expires_in: lifetime.refresh,
    token_type: 'Bearer',
    scope: 'spark:all spark:kms',
  });
}

async function readForm(call: Call): Promise<string> {
  const type = call.req.header('content-type') ?? '';
  if (!/^application\/x-www-form-urlencoded\s*(;|$)/i.test(type)) {
    throw new ServiceError(415, `The content type must be application/x-www-form-urlencoded, not "${type}".`);
  }
  return call.req.text();
}

function challengeOf(verifier: string): string {
  return createHash('sha256').update(verifier).digest('base64url');
}

/** In constant time: what it compares are secrets. */
function equal(one: string, other: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(one), digest(other));
}
