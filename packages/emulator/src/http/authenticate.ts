import type { MiddlewareHandler } from 'hono';
import { find } from '../oauth/tokens.js';
import type { Environment } from './route.js';
import { ServiceError } from './service-error.js';

/** Finds out whose token the request bears; answers 401 where it is nobody's, or has ended. */
export const authenticate: MiddlewareHandler<Environment> = async (call, next) => {
  const [, token = ''] = /^Bearer +(\S+) *$/i.exec(call.req.header('authorization') ?? '') ?? [];
  const actor = find(call.var.state.accessTokens, token)?.person;
  if (actor === undefined || !actor.profile.loginEnabled) {
    throw new ServiceError(
      401,
      'The request requires a valid access token set in the Authorization request header.',
    );
  }
  call.set('actor', actor);
  await next();
};
