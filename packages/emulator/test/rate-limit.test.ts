import { expect, onTestFinished, test, vi } from 'vitest';
import { openEmulator, refusal, send } from './open-emulator.js';

test('rateLimit: requests over the limit get a 429 with Retry-After, counted per token', async () => {
  const { alice, bob } = await openEmulator({ rateLimit: { requests: 3, per: 60_000 } });
  for (let index = 0; index < 3; index += 1) expect(await alice.get('rooms')).toHaveProperty('status', 200);
  const refused = await alice.get('people/me');
  expect(refused).toMatchObject(refusal(429, 'at most 3 in 60000 ms'));
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThanOrEqual(59);
  expect(Number(refused.headers.get('retry-after'))).toBeLessThanOrEqual(60);
  expect(await bob.get('rooms')).toHaveProperty('status', 200);
});

test('rateLimit: a new window starts when the previous one ends', async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() });
  onTestFinished(() => {
    vi.useRealTimers();
  });
  const { alice } = await openEmulator({ rateLimit: { requests: 1, per: 1500 } });
  expect(await alice.get('rooms')).toHaveProperty('status', 200);
  const refused = await alice.get('rooms');
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '2']);
  vi.setSystemTime(Date.now() + 1499);
  expect(await alice.get('rooms')).toHaveProperty('status', 429);
  vi.setSystemTime(Date.now() + 1);
  expect(await alice.get('rooms')).toHaveProperty('status', 200);
});

test('setRateLimit() and /_emulator/rate-limit set and remove the limit of a running emulator', async () => {
  const { emulator, alice } = await openEmulator();
  emulator.setRateLimit({ requests: 1, per: 60_000 });
  expect([(await alice.get('rooms')).status, (await alice.get('rooms')).status]).toEqual([200, 429]);
  emulator.setRateLimit();
  expect(await alice.get('rooms')).toHaveProperty('status', 200);
  const control = (method: string, body?: object) =>
    send(new URL('/_emulator/rate-limit', emulator.url), {
      method,
      ...(body && { body: JSON.stringify(body) }),
    });
  expect(await control('PUT', { requests: 1, per: 1000 })).toMatchObject({
    body: { requests: 1, per: 1000 },
  });
  expect(await control('GET')).toMatchObject({ body: { requests: 1, per: 1000 } });
  expect(await control('PUT', { requests: 0, per: 1000 })).toMatchObject(refusal(400, 'rateLimit.requests'));
  expect(await control('DELETE')).toHaveProperty('status', 204);
  expect((await control('GET')).body).toEqual({});
});

test.each([
  [{ requests: 0, per: 1000 }, 'rateLimit.requests'],
  [{ requests: 10, per: 0.5 }, 'rateLimit.per'],
  [{ requests: Number.NaN, per: 1000 }, 'rateLimit.requests'],
])('rateLimit %j is a TypeError', async (rateLimit, text) => {
  await expect(openEmulator({ rateLimit })).rejects.toThrow(text);
});
