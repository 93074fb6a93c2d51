import type { MiddlewareHandler } from 'hono';
import type { Environment } from './route.js';
import { ServiceError } from './service-error.js';

/** Finds out whose token the request bears; answers 401 where it is nobody's. */
export const authenticate: MiddlewareHandler<Environment> = async (call, next) => {
  const [, token = ''] = /^Bearer +(\S+) *$/i.exec(call.req.header('authorization') ?? '') ?? [];
  const actor = call.var.state.peopleByToken.get(token);
  if (actor === undefined || !actor.profile.loginEnabled) {
    throw new ServiceError(
      401,
      'The request requires a valid access token set in the Authorization request header.',
    );
  }
  call.set('actor', actor);
  await next();
};
