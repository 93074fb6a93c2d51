import { inspect } from 'node:util';
import { startScriptedServer } from '@wxt/testing';
import { describe, expect, test, vi } from 'vitest';
import * as core from '../../src/index.js';

/** A second copy of the package, with its own classes. */
async function loadCopy(): Promise<typeof core> {
  vi.resetModules();
  return import('../../src/index.js');
}

/** Returns the error of a copy's session if the service answers with this status. */
async function refusedBy({ Session }: typeof core, status: number): Promise<unknown> {
  const server = await startScriptedServer(() => ({ status }));
  const session = new Session({ accessToken: 'token', baseUrl: server.url, maxRetries: 0 });
  return session.get(['rooms']).catch((error: unknown) => error);
}

describe('an error of another copy of this package', () => {
  test('is an instance of the same classes of this copy', async () => {
    const copy = await loadCopy();
    const error = await refusedBy(copy, 404);
    expect(copy.NotFoundError).not.toBe(core.NotFoundError);
    expect(Object.getPrototypeOf(error)).toBe(copy.NotFoundError.prototype);
    const { NotFoundError, ApiError, WebexError } = core;
    expect([NotFoundError, ApiError, WebexError].map((one) => error instanceof one)).toEqual([
      true,
      true,
      true,
    ]);
  });

  test('is not an instance of other classes', async () => {
    const error = await refusedBy(await loadCopy(), 404);
    const { ConflictError, ServerError, TimeoutError, AccessTokenError } = core;
    const others = [ConflictError, ServerError, TimeoutError, AccessTokenError];
    expect(others.map((one) => error instanceof one)).toEqual([false, false, false, false]);
  });

  test('is not an instance of a custom subclass', async () => {
    class RoomGoneError extends core.NotFoundError {}
    const error = await refusedBy(await loadCopy(), 404);
    expect(error instanceof RoomGoneError).toBe(false);
  });
});

test('an unrelated error with the same name is not an instance', () => {
  class ApiError extends Error {
    override get name(): string {
      return 'ApiError';
    }
  }
  expect(
    [new ApiError(), { name: 'ApiError' }, null, 'ApiError'].map((one) => one instanceof core.ApiError),
  ).toEqual([false, false, false, false]);
});

test('the brand of an error is not visible when inspected or serialized', async () => {
  const error = await refusedBy(core, 404);
  expect(inspect(error)).toMatch(/^NotFoundError: 404 Not Found/);
  expect(inspect(error)).not.toContain('@wxt/core');
});
