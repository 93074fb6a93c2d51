import { Session } from '@wxt/core';

/**
 * Returns a session of the environment's access token that is made when it is first used, so that a program that never
 * calls the API needs no token. Using it throws an AccessTokenError if there is none.
 */
export function createLazySession(): Session {
  let session: Session | undefined;
  return new Proxy<Session>(Object.create(Session.prototype), {
    get: (_, name) => {
      session ??= new Session();
      const value: unknown = Reflect.get(session, name);
      return typeof value === 'function' ? value.bind(session) : value;
    },
  });
}
