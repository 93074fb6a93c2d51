import { createHash } from 'node:crypto';
import { equal, readForm } from '../http/form.js';
import type { Call, Route } from '../http/route.js';
import { badRequest, ServiceError } from '../http/service-error.js';
import { find, issueTokens } from './tokens.js';

export const accessToken: readonly Route[] = [
  { method: 'POST', path: 'access_token', handle: create, open: true },
];

type Field = (name: string) => string;

/** OAuth 2: a code or a refresh token becomes an access token. */
async function create(call: Call): Promise<Response> {
  const field = readForm(call);
  const clientId = authenticateClient(call, field);
  const type = field('grant_type');
  if (type === 'refresh_token') return refresh(call, clientId, field);
  if (type === 'authorization_code') return exchange(call, clientId, field);
  throw badRequest('grant_type must be authorization_code or refresh_token.');
}

function authenticateClient(call: Call, field: Field): string {
  const { integration, serviceApp } = call.var.state;
  const clientId = field('client_id');
  const clientSecret = field('client_secret');
  const client = [integration, serviceApp].find((one) => equal(one.clientId, clientId));
  if (client === undefined || !equal(client.clientSecret, clientSecret)) {
    throw new ServiceError(401, 'The client_id or the client_secret is wrong.');
  }
  return clientId;
}

function refresh(call: Call, clientId: string, field: Field): Response {
  const { state } = call.var;
  const refreshToken = field('refresh_token');
  const known = find(state.refreshTokens, refreshToken);
  if (known?.clientId !== clientId) throw badRequest('The refresh token is unknown or expired.');
  state.issued.byRefresh += 1;
  return call.json(issueTokens(state, known, refreshToken));
}

function exchange(call: Call, clientId: string, field: Field): Response {
  const { state } = call.var;
  const code = field('code');
  const redirectUri = field('redirect_uri');
  const grant = find(state.grants, code);
  if (grant === undefined) throw badRequest('The code is unknown, expired or used.');
  if (clientId !== state.integration.clientId) throw badRequest('The code was issued to another client_id.');
  if (redirectUri !== grant.redirectUri)
    throw badRequest('The redirect_uri differs from the one that the code was issued for.');
  // A code works once, even if the exchange fails.
  state.grants.delete(code);
  if (grant.codeChallenge !== undefined && challengeOf(field('code_verifier')) !== grant.codeChallenge) {
    throw badRequest('The code_verifier is wrong.');
  }
  state.issued.byCode += 1;
  return call.json(issueTokens(state, { ...grant, clientId }));
}

function challengeOf(verifier: string): string {
  return createHash('sha256').update(verifier).digest('base64url');
}
