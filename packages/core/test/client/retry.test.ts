import { describe, expect, test } from 'vitest';
import { planRetry, resolveRetryLimits } from '../../src/client/retry.js';
import { apiError } from '../../src/errors/create-error.js';
import { AccessTokenError, ConnectionError, type Delivery, TimeoutError } from '../../src/errors/errors.js';
import { Secrets } from '../../src/errors/secrets.js';

const policy = { waitOnRateLimit: true, maxRetries: 3, maxWait: 900_000 };
const start = { replaySafe: true, failures: 0, waited: 0, remaining: Number.POSITIVE_INFINITY };
const request = { method: 'GET', url: 'https://webexapis.com/v1/rooms' };
const context = {
  method: 'GET',
  url: new URL(request.url),
  isApiOrigin: true,
  confidential: false,
  secrets: () => new Secrets({}),
};
const refused = (status: number, retryAfter?: string) =>
  apiError(context, {
    ...request,
    status,
    statusText: '',
    body: '',
    headers: retryAfter === undefined ? {} : { 'retry-after': retryAfter },
  });
const broken = (code: string, delivery: Delivery = 'unknown', permanent = false) =>
  new ConnectionError(request, 'broken', code, { delivery, permanent });
const half = () => 0.5;

describe('a wait for Retry-After', () => {
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
  ])('is planned after %s, whatever the method', (_, error, delay) => {
    for (const replaySafe of [true, false]) {
      expect(planRetry(policy, { ...start, replaySafe }, error)).toEqual({ delay, fromServer: true });
    }
  });

  test('does not count against maxRetries', () => {
    expect(planRetry(policy, { ...start, failures: 3 }, refused(429, '1'))).toEqual({
      delay: 1000,
      fromServer: true,
    });
  });

  test('is not started if all waits together exceed maxWait', () => {
    expect(planRetry(policy, start, refused(429, '901'))).toBeUndefined();
    expect(planRetry(policy, { ...start, waited: 890_000 }, refused(429, '10'))).toBeDefined();
    expect(planRetry(policy, { ...start, waited: 890_001 }, refused(429, '10'))).toBeUndefined();
  });

  test('is not started if it ends after the deadline of the call', () => {
    expect(planRetry(policy, { ...start, remaining: 10_001 }, refused(429, '10'))).toBeDefined();
    expect(planRetry(policy, { ...start, remaining: 10_000 }, refused(429, '10'))).toBeUndefined();
    expect(planRetry(policy, { ...start, remaining: 200 }, broken('ECONNRESET'), half)).toBeUndefined();
  });

  test('is not started with waitOnRateLimit: false', () => {
    const hasty = { ...policy, waitOnRateLimit: false };
    expect(planRetry(hasty, start, refused(429, '1'))).toBeUndefined();
    expect(planRetry(hasty, start, refused(423, '1'))).toBeUndefined();
  });

  test('is not planned after 423 without Retry-After', () => {
    expect(planRetry(policy, start, refused(423))).toBeUndefined();
  });
});

describe('a failure', () => {
  const failures = [
    refused(502),
    refused(503),
    refused(504),
    broken('ECONNRESET'),
    new TimeoutError(request, 'slow'),
  ];

  test.each(failures.map((error) => [String(error), error]))(
    '%s is retried if the request is replay-safe',
    (_, error) => {
      expect(planRetry(policy, start, error, half)).toEqual({ delay: 250, fromServer: false });
      expect(planRetry(policy, { ...start, replaySafe: false }, error, half)).toBeUndefined();
    },
  );

  test.each(['not-sent', 'unknown', 'answered'] as const)(
    'a connection error of a request that is not replay-safe is retried only if nothing was sent: %s',
    (delivery) => {
      const retry = planRetry(policy, { ...start, replaySafe: false }, broken('X', delivery), half);
      expect(retry !== undefined).toBe(delivery === 'not-sent');
    },
  );

  test('is not retried if the connection error is permanent', () => {
    expect(planRetry(policy, start, broken('CERT_HAS_EXPIRED', 'not-sent', true))).toBeUndefined();
  });

  test('is retried after growing delays with jitter, up to a maximum', () => {
    const patient = { ...policy, maxRetries: 10 };
    const delays = [0, 1, 2, 3, 4, 5, 9].map((failures) =>
      planRetry(patient, { ...start, failures }, broken('X'), () => 1),
    );
    expect(delays.map((retry) => retry?.delay)).toEqual([500, 1000, 2000, 4000, 8000, 8000, 8000]);
    expect(planRetry(policy, start, broken('X'), () => 0)).toEqual({ delay: 0, fromServer: false });
  });

  test('is not retried after maxRetries', () => {
    expect(planRetry(policy, { ...start, failures: 2 }, broken('X'))).toBeDefined();
    expect(planRetry(policy, { ...start, failures: 3 }, broken('X'))).toBeUndefined();
  });
});

test('request limits override those of the session individually', () => {
  expect(resolveRetryLimits(policy, {})).toEqual(policy);
  expect(resolveRetryLimits(policy, { maxRetries: 0, maxWait: 0 })).toEqual({
    ...policy,
    maxRetries: 0,
    maxWait: 0,
  });
  expect(resolveRetryLimits(policy, { waitOnRateLimit: false })).toEqual({
    ...policy,
    waitOnRateLimit: false,
  });
});

test.each([400, 401, 403, 404, 409, 410, 500, 501])('status %d is not retried', (status) => {
  expect(planRetry(policy, start, refused(status, '1'))).toBeUndefined();
});

test('errors that are not failures of the connection or the service are not retried', () => {
  expect(planRetry(policy, start, new AccessTokenError('none'))).toBeUndefined();
  expect(planRetry(policy, start, new TypeError('wrong'))).toBeUndefined();
});
