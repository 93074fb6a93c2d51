import { randomInt } from 'node:crypto';
import { equal, readFields, readForm } from '../http/form.js';
import type { Call, Route } from '../http/route.js';
import { badRequest, ServiceError } from '../http/service-error.js';
import type { State } from '../store/state.js';
import { deviceCodePage, loginPage, messagePage } from './login-page.js';
import { type DeviceLogin, find, inSeconds, issueTokens, randomSecret } from './tokens.js';

export const device: readonly Route[] = [
  { method: 'POST', path: 'device/authorize', handle: begin, open: true },
  { method: 'POST', path: 'device/token', handle: poll, open: true },
  { method: 'GET', path: 'device/verify', handle: show, open: true },
  { method: 'POST', path: 'device/verify', handle: answer, open: true },
];

async function begin(call: Call): Promise<Response> {
  const { state } = call.var;
  const field = readForm(call);
  if (field('client_id') !== state.integration.clientId) throw badRequest('The client_id is wrong.');
  const scope = field('scope');
  const deviceCode = randomSecret();
  const userCode = randomInt(1_000_000).toString().padStart(6, '0');
  const expiresAt = inSeconds(state.lifetimes.device);
  state.deviceLogins.set(deviceCode, { scope, userCode, expiresAt, lastPolled: 0 });
  const verification = new URL('/v1/device/verify', call.req.url).href;
  return call.json({
    device_code: deviceCode,
    expires_in: state.lifetimes.device,
    user_code: userCode,
    verification_uri: verification,
    verification_uri_complete: `${verification}?userCode=${userCode}`,
    interval: state.pollInterval,
  });
}

/** Responds with 428 until the login is approved or denied in a browser. */
async function poll(call: Call): Promise<Response> {
  const { state } = call.var;
  const { clientId, clientSecret } = state.integration;
  const expected = `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}`;
  if (!equal(call.req.header('authorization') ?? '', expected)) {
    throw new ServiceError(401, 'The client id or secret in the Authorization header is wrong.');
  }
  const field = readForm(call);
  if (field('grant_type') !== 'urn:ietf:params:oauth:grant-type:device_code') {
    throw badRequest('grant_type must be urn:ietf:params:oauth:grant-type:device_code.');
  }
  if (field('client_id') !== clientId) throw badRequest('The client_id is wrong.');
  const deviceCode = field('device_code');
  const login = find(state.deviceLogins, deviceCode);
  if (login === undefined) throw badRequest('expired_token');
  const early = Date.now() < login.lastPolled + state.pollInterval * 1000;
  login.lastPolled = Date.now();
  if (early) throw badRequest('slow_down');
  if (login.answer === undefined) throw new ServiceError(428, 'authorization_pending');
  state.deviceLogins.delete(deviceCode);
  if (login.answer === false) throw badRequest('access_denied');
  state.issued.byDevice += 1;
  return call.json(issueTokens(state, { person: login.answer, clientId, scope: login.scope }));
}

async function show(call: Call): Promise<Response> {
  const userCode = call.req.query('userCode') ?? '';
  const login = waiting(call.var.state, userCode);
  if (login === undefined) return call.html(deviceCodePage(userCode), userCode === '' ? 200 : 404);
  const people = [...call.var.state.people.values()].filter(
    ({ type, profile }) => type === 'person' && profile.loginEnabled,
  );
  return call.html(loginPage(people, login.scope, { userCode }));
}

async function answer(call: Call): Promise<Response> {
  const { state } = call.var;
  const fields = readFields(call);
  const login = waiting(state, fields.get('userCode') ?? '');
  if (login === undefined) return call.html(messagePage('Nothing to do', 'No device has this code.'), 404);
  const allowed = fields.get('answer') === 'allow';
  login.answer = (allowed && state.people.get(fields.get('person') ?? '')) || false;
  return call.html(messagePage('Done', 'You can close this page and go back to the device.'));
}

function waiting(state: State, userCode: string): DeviceLogin | undefined {
  return [...state.deviceLogins.values()].find(
    (login) => login.userCode === userCode && login.answer === undefined && Date.now() < login.expiresAt,
  );
}
