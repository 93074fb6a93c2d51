import type { MiddlewareHandler } from 'hono';
import { find } from '../oauth/tokens.js';
import type { Call, Environment } from './route.js';
import { ServiceError } from './service-error.js';

/** Sets the actor: the person whose access token the request has. 401 if the token is unknown or expired. */
export const authenticate: MiddlewareHandler<Environment> = async (call, next) => {
  const actor = find(call.var.state.accessTokens, bearerToken(call))?.person;
  if (actor === undefined || !actor.profile.loginEnabled) {
    throw new ServiceError(
      401,
      'The request requires a valid access token set in the Authorization request header.',
    );
  }
  call.var.state.rateLimit?.check(bearerToken(call));
  call.set('actor', actor);
  await next();
};

/** The token of the Authorization header; empty without one. */
export function bearerToken(call: Call): string {
  return /^Bearer +(\S+) *$/i.exec(call.req.header('authorization') ?? '')?.[1] ?? '';
}
