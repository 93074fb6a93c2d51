import { readBody, textOf } from '../http/body.js';
import { equal } from '../http/form.js';
import { required } from '../http/requirements.js';
import { type Call, pathPart, type Route } from '../http/route.js';
import { forbidden, notFound, ServiceError } from '../http/service-error.js';
import { isAdministrator } from '../store/state.js';
import { issueTokens } from './tokens.js';

export const applications: readonly Route[] = [
  { method: 'POST', path: 'applications/:applicationId/token', handle: createToken },
];

/** Tokens of the service app, whose machine account is the robot. */
async function createToken(call: Call): Promise<Response> {
  const { state, actor } = call.var;
  if (!isAdministrator(state, actor)) throw forbidden('Only an administrator can do this.');
  const { serviceApp } = state;
  if (pathPart(call, 'applicationId') !== serviceApp.applicationId) throw notFound('a service app');
  const body = await readBody(call);
  const clientId = required(textOf(body, 'clientId'), 'clientId');
  const clientSecret = required(textOf(body, 'clientSecret'), 'clientSecret');
  const targetOrgId = required(textOf(body, 'targetOrgId'), 'targetOrgId');
  if (!equal(clientId, serviceApp.clientId) || !equal(clientSecret, serviceApp.clientSecret)) {
    throw new ServiceError(401, 'The clientId or the clientSecret is wrong.');
  }
  if (targetOrgId !== state.organizationId) throw notFound('an organization that authorized the app');
  const person = [...state.people.values()].find(({ type }) => type === 'bot');
  if (person === undefined) throw notFound('the machine account');
  state.issued.byServiceApp += 1;
  const { scope: _, ...tokens } = issueTokens(state, { person, clientId, scope: '' });
  return call.json(tokens);
}
