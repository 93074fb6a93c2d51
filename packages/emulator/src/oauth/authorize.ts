import { readFields } from '../http/form.js';
import type { Call, Route } from '../http/route.js';
import { loginPage, messagePage } from './login-page.js';
import { inSeconds, randomSecret } from './tokens.js';

export const authorize: readonly Route[] = [
  { method: 'GET', path: 'authorize', handle: show, open: true },
  { method: 'POST', path: 'authorize', handle: answer, open: true },
];

/** The login page. Errors of the client or redirect URI are shown here, all others are sent to the redirect URI. */
async function show(call: Call): Promise<Response> {
  const request = new URL(call.req.url).searchParams;
  const wrong = refuseClient(call, request);
  if (wrong !== undefined) return showRefusal(call, wrong);
  const error = faultOf(request);
  if (error !== undefined) return redirect(call, request, { error });
  const people = [...call.var.state.people.values()].filter(
    ({ type, profile }) => type === 'person' && profile.loginEnabled,
  );
  call.header('cache-control', 'no-store');
  return call.html(loginPage(people, request.get('scope') ?? '', Object.fromEntries(request)));
}

async function answer(call: Call): Promise<Response> {
  const { state } = call.var;
  const request = readFields(call);
  const wrong = refuseClient(call, request);
  if (wrong !== undefined) return showRefusal(call, wrong);
  const error = faultOf(request);
  if (error !== undefined) return redirect(call, request, { error });
  const person = state.people.get(request.get('person') ?? '');
  if (request.get('answer') !== 'allow' || person === undefined) {
    return redirect(call, request, { error: 'access_denied' });
  }
  const code = randomSecret();
  state.grants.set(code, {
    person,
    redirectUri: request.get('redirect_uri') ?? '',
    scope: request.get('scope') ?? '',
    codeChallenge: request.get('code_challenge') ?? undefined,
    expiresAt: inSeconds(state.lifetimes.code),
  });
  return redirect(call, request, { code });
}

/** Nothing must be sent to a client or redirect URI that is not registered. */
function refuseClient(call: Call, request: URLSearchParams): string | undefined {
  const { clientId, redirectUri } = call.var.state.integration;
  if (request.get('client_id') !== clientId) return 'There is no integration with this client_id.';
  if (request.get('redirect_uri') !== redirectUri) return 'The redirect_uri is not the registered one.';
  return undefined;
}

function showRefusal(call: Call, message: string): Response | Promise<Response> {
  return call.html(messagePage('This login can not go on', message), 400);
}

function faultOf(request: URLSearchParams): string | undefined {
  if (request.get('response_type') !== 'code') return 'unsupported_response_type';
  if (!request.get('scope')) return 'invalid_scope';
  const unhashed = request.has('code_challenge') && request.get('code_challenge_method') !== 'S256';
  return unhashed ? 'invalid_request' : undefined;
}

function redirect(call: Call, request: URLSearchParams, parameters: Record<string, string>): Response {
  const target = new URL(request.get('redirect_uri') ?? '');
  for (const [name, value] of Object.entries(parameters)) target.searchParams.set(name, value);
  const state = request.get('state');
  if (state !== null) target.searchParams.set('state', state);
  return call.redirect(target.href, 302);
}
