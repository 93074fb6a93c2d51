import { startScriptedServer } from '@wxt/testing';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { AccessTokenError, ApiError, Rooms, type Session, WebexTeamsAPI } from '../src/index.js';

beforeEach(() => {
  vi.stubEnv('WEBEX_TEAMS_ACCESS_TOKEN', undefined);
  vi.stubEnv('WEBEX_ACCESS_TOKEN', undefined);
});
afterEach(() => {
  vi.unstubAllEnvs();
});

class Gadgets {
  constructor(protected readonly session: Session) {}
  get(gadgetId: string): Promise<{ id: string }> {
    return this.session.get(['gadgets', gadgetId]);
  }
}

const connect = (baseUrl = 'http://127.0.0.1:9/') => new WebexTeamsAPI({ accessToken: 'token', baseUrl });

test('WebexTeamsAPI uses the token of the environment, or names the variable in the error', async () => {
  expect(() => new WebexTeamsAPI()).toThrow(AccessTokenError);
  expect(() => new WebexTeamsAPI()).toThrow(/WEBEX_TEAMS_ACCESS_TOKEN/);
  vi.stubEnv('WEBEX_TEAMS_ACCESS_TOKEN', 'from-environment');
  const server = await startScriptedServer([{ json: { id: 'ME' } }]);
  expect(await new WebexTeamsAPI({ baseUrl: server.url }).people.me()).toEqual({ id: 'ME' });
  expect(server.requests[0]?.headers.authorization).toBe('Bearer from-environment');
});

test('WebexTeamsAPI creates every resource on one session', async () => {
  const server = await startScriptedServer(() => ({ json: { items: [], id: 'A' } }));
  const api = connect(server.url);
  expect(api.baseUrl).toBe(server.url);
  await api.rooms.get('A');
  await api.messages.get('A');
  await api.memberships.get('A');
  await api.people.get('A');
  await api.session.get(['anything', 'else']);
  expect(server.requests.map((request) => request.target)).toEqual([
    '/v1/rooms/A',
    '/v1/messages/A',
    '/v1/memberships/A',
    '/v1/people/A',
    '/v1/anything/else',
  ]);
  expect(server.connections).toBe(1);
});

describe('extend', () => {
  test('adds a resource on the same session and does not change the original', async () => {
    const server = await startScriptedServer([{ json: { id: 'W' } }]);
    const api = connect(server.url);
    const extended = api.extend({ gadgets: Gadgets });
    expect(await extended.gadgets.get('W')).toEqual({ id: 'W' });
    expect(server.requests[0]).toMatchObject({
      target: '/v1/gadgets/W',
      headers: { authorization: 'Bearer token' },
    });
    expect(extended.rooms).toBe(api.rooms);
    expect(extended).toBeInstanceOf(WebexTeamsAPI);
    expect('gadgets' in api).toBe(false);
  });
});

describe('bind', () => {
  test('adds methods bound to the new object', async () => {
    const server = await startScriptedServer((request) => ({ json: { path: request.target } }));
    const api = connect(server.url);
    const mine = api.extend({ gadgets: Gadgets }).bind({
      ping(id: string) {
        return this.session.get<{ path: string }>(['example', 'action', id]);
      },
      async both(id: string) {
        return [await this.ping(id), await this.gadgets.get(id)];
      },
    });
    const { ping } = mine;
    expect(await ping('1')).toEqual({ path: '/v1/example/action/1' });
    expect(await mine.both('2')).toEqual([{ path: '/v1/example/action/2' }, { path: '/v1/gadgets/2' }]);
    expect('ping' in api).toBe(false);
  });

  test('gives later methods access to earlier ones', () => {
    const mine = connect()
      .bind({ one: () => 1 })
      .bind({
        two() {
          return this.one() + 1;
        },
      });
    expect(mine.two()).toBe(2);
  });

  test('throws for anything but functions', () => {
    expect(() => connect().bind({ answer: 42 })).toThrow(/"answer" is not a function/);
  });
});

describe('a name that is already taken is a TypeError', () => {
  const api = connect();
  test.each(['rooms', 'session', 'baseUrl', 'extend', 'bind', 'then', 'constructor', 'toString'])(
    '%s',
    (name) => {
      const extend = () => api.extend({ [name]: Gadgets } as Record<never, typeof Gadgets>);
      const bind = () => api.bind({ [name]: () => 1 } as object);
      for (const attempt of [extend, bind]) {
        expect(attempt).toThrow(TypeError);
        expect(attempt).toThrow(`The name "${name}" is taken`);
      }
    },
  );

  test('if an extension has taken it', () => {
    const extended = api.extend({ gadgets: Gadgets });
    expect(() => extended.bind({ gadgets: () => 1 } as object)).toThrow(/"gadgets" is taken/);
    expect(extended.gadgets).toBeInstanceOf(Gadgets);
  });
});

test('the SDK re-exports the classes and errors of its packages', async () => {
  const server = await startScriptedServer([{ status: 404 }]);
  const rooms = new Rooms(connect(server.url).session);
  await expect(rooms.get('A')).rejects.toBeInstanceOf(ApiError);
});
