import { AccessTokenError } from '@wxt/core';
import { Rooms } from '@wxt/rooms';
import { afterEach, expect, test, vi } from 'vitest';
import { createLazySession } from '../src/index.js';

afterEach(() => {
  vi.unstubAllEnvs();
});

test('a lazy session needs no token until it is used', () => {
  vi.stubEnv('WEBEX_TEAMS_ACCESS_TOKEN', '');
  vi.stubEnv('WEBEX_ACCESS_TOKEN', '');
  const session = createLazySession();
  expect(() => session.get(['people', 'me'])).toThrow(AccessTokenError);
  expect(() => new Rooms(session).list()).toThrow('WEBEX_TEAMS_ACCESS_TOKEN');
});

test('a lazy session reads the environment when it is first used', () => {
  vi.stubEnv('WEBEX_TEAMS_ACCESS_TOKEN', '');
  const session = createLazySession();
  vi.stubEnv('WEBEX_TEAMS_ACCESS_TOKEN', 'TOKEN');
  expect(session.baseUrl).toBe('https://webexapis.com/v1/');
});
