import { describe, expect, test } from 'vitest';
import { decideRetry, retryPolicy } from '../../src/client/retry.js';
import { apiError } from '../../src/errors/api-error.js';
import { AccessTokenError, ConnectionError, TimeoutError } from '../../src/errors/errors.js';

const policy = { waitOnRateLimit: true, maxRetries: 3, maxWait: 900_000 };
const start = { idempotent: true, faults: 0, waited: 0, remaining: Number.POSITIVE_INFINITY };
const request = { method: 'GET', url: 'https://webexapis.com/v1/rooms' };
const refused = (status: number, retryAfter?: string) =>
  apiError({
    ...request,
    status,
    statusText: '',
    body: '',
    headers: retryAfter === undefined ? {} : { 'retry-after': retryAfter },
  });
const broken = (code: string) => new ConnectionError(request, 'broken', code);
const half = () => 0.5;

describe('what the service asks for', () => {
  test.each([
    ['429', refused(429, '3'), 3000],
    ['429 without a time', refused(429), 15_000],
    ['429 with nonsense', refused(429, 'rand(30)'), 15_000],
    ['429 with zero', refused(429, '0'), 1000],
    ['429 for minutes', refused(429, '600'), 600_000],
    ['423 with a time', refused(423, '5'), 5000],
    ['503 with a time', refused(503, '5'), 5000],
    ['503 with nonsense', refused(503, 'rand(30)'), 15_000],
    ['423 with zero', refused(423, '0'), 1000],
  ])('%s is waited for, whatever the method', (_, error, delay) => {
    for (const idempotent of [true, false]) {
      expect(decideRetry(policy, { ...start, idempotent }, error)).toEqual({ delay, asked: true });
    }
  });

  test('is not counted against the retries', () => {
    expect(decideRetry(policy, { ...start, faults: 3 }, refused(429, '1'))).toEqual({
      delay: 1000,
      asked: true,
    });
  });

  test('is not waited for beyond the ceiling, all waits added up', () => {
    expect(decideRetry(policy, start, refused(429, '901'))).toBeUndefined();
    expect(decideRetry(policy, { ...start, waited: 890_000 }, refused(429, '10'))).toBeDefined();
    expect(decideRetry(policy, { ...start, waited: 890_001 }, refused(429, '10'))).toBeUndefined();
  });

  test('is not waited for beyond the end of the call', () => {
    expect(decideRetry(policy, { ...start, remaining: 10_001 }, refused(429, '10'))).toBeDefined();
    expect(decideRetry(policy, { ...start, remaining: 10_000 }, refused(429, '10'))).toBeUndefined();
    expect(decideRetry(policy, { ...start, remaining: 200 }, broken('ECONNRESET'), half)).toBeUndefined();
  });

  test('is not waited for when the session is not to wait', () => {
    const hasty = { ...policy, waitOnRateLimit: false };
    expect(decideRetry(hasty, start, refused(429, '1'))).toBeUndefined();
    expect(decideRetry(hasty, start, refused(423, '1'))).toBeUndefined();
  });

  test('423 without a time surfaces', () => {
    expect(decideRetry(policy, start, refused(423))).toBeUndefined();
  });
});

describe('faults on the way', () => {
  const faults = [
    refused(502),
    refused(503),
    refused(504),
    broken('ECONNRESET'),
    new TimeoutError(request, 1),
  ];

  test.each(faults.map((error) => [String(error), error]))('%s: repeated where that is safe', (_, error) => {
    expect(decideRetry(policy, start, error, half)).toEqual({ delay: 250, asked: false });
    expect(decideRetry(policy, { ...start, idempotent: false }, error, half)).toBeUndefined();
  });

  test.each(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN'])(
    '%s: repeated always, for nothing was sent',
    (code) => {
      expect(decideRetry(policy, { ...start, idempotent: false }, broken(code), half)).toBeDefined();
    },
  );

  test('pauses grow, are spread out and have a longest', () => {
    const patient = { ...policy, maxRetries: 10 };
    const delays = [0, 1, 2, 3, 4, 5, 9].map((faults) =>
      decideRetry(patient, { ...start, faults }, broken('X'), () => 1),
    );
    expect(delays.map((retry) => retry?.delay)).toEqual([500, 1000, 2000, 4000, 8000, 8000, 8000]);
    expect(decideRetry(policy, start, broken('X'), () => 0)).toEqual({ delay: 0, asked: false });
  });

  test('end after the last retry', () => {
    expect(decideRetry(policy, { ...start, faults: 2 }, broken('X'))).toBeDefined();
    expect(decideRetry(policy, { ...start, faults: 3 }, broken('X'))).toBeUndefined();
  });
});

test('a request that says otherwise is heard, and only where it does', () => {
  expect(retryPolicy(policy, {})).toEqual(policy);
  expect(retryPolicy(policy, { maxRetries: 0, maxWait: 0 })).toEqual({
    ...policy,
    maxRetries: 0,
    maxWait: 0,
  });
  expect(retryPolicy(policy, { waitOnRateLimit: false })).toEqual({ ...policy, waitOnRateLimit: false });
});

test.each([400, 401, 403, 404, 409, 410, 500, 501])('%d surfaces at once', (status) => {
  expect(decideRetry(policy, start, refused(status, '1'))).toBeUndefined();
});

test('anything else surfaces at once', () => {
  expect(decideRetry(policy, start, new AccessTokenError('none'))).toBeUndefined();
  expect(decideRetry(policy, start, new TypeError('wrong'))).toBeUndefined();
});
