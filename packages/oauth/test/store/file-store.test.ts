import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Session } from '@wxt/core';
import { expect, onTestFinished, test } from 'vitest';
import { fileStore, oauthTokens } from '../../src/index.js';
import { openIntegration } from '../open-integration.js';

const me = (session: Session) => session.get<{ id: string }>(['people', 'me']);

async function openFolder() {
  const parent = await mkdtemp(join(tmpdir(), 'wxt-file-store-'));
  onTestFinished(() => rm(parent, { recursive: true }));
  return join(parent, 'deep', 'tokens');
}

async function modeOf(path: string): Promise<string> {
  return ((await stat(path)).mode & 0o777).toString(8);
}

test('fileStore() keeps tokens across restarts, in files and a folder for their owner only', async () => {
  const folder = await openFolder();
  const { integration, alice, login, connect, emulator } = await openIntegration();
  await me(connect(login({ store: fileStore(folder), key: 'alice' })));
  const [file = '', ...others] = await readdir(folder);
  expect(others).toEqual([]);
  expect([await modeOf(folder), await modeOf(join(folder, file))]).toEqual(['700', '600']);
  const store = fileStore(pathToFileURL(folder));
  expect(await me(connect(oauthTokens({ ...integration, store, key: 'alice' })))).toMatchObject({
    id: alice.id,
  });
  expect(emulator.issuedTokens).toMatchObject({ byCode: 1, byRefresh: 0 });
});

test('fileStore() tightens the mode of a file that others could read', async () => {
  const folder = await openFolder();
  const store = fileStore(folder);
  await store.set('a', 1);
  const [file = ''] = await readdir(folder);
  await rm(join(folder, file));
  await writeFile(join(folder, file), '{}', { mode: 0o644 });
  await store.set('a', 2);
  expect(await modeOf(join(folder, file))).toBe('600');
});

test('fileStore() keeps any key apart from any other, and inside its folder', async () => {
  const folder = await openFolder();
  const store = fileStore(folder);
  const keys = ['a', 'A', '../a', '/etc/a', 'a/b', 'ä', 'a\0b', 'x'.repeat(5000), '', '__proto__'];
  await Promise.all(keys.map((key) => store.set(key, { key })));
  expect(await Promise.all(keys.map((key) => store.get(key)))).toEqual(keys.map((key) => ({ key })));
  expect(await readdir(folder)).toHaveLength(keys.length);
  await store.delete('a');
  await store.delete('never there');
  expect(await store.get('a')).toBeUndefined();
  expect(await store.get('A')).toEqual({ key: 'A' });
});

test('fileStore() forgets an entry after its time', async () => {
  const store = fileStore(await openFolder());
  await store.set('a', 1, -1);
  await store.set('b', 2, 60_000);
  expect([await store.get('a'), await store.get('b')]).toEqual([undefined, 2]);
});

test('fileStore() leaves a whole entry and no other file after 50 concurrent writes', async () => {
  const folder = await openFolder();
  const values = Array.from({ length: 50 }, (_, value) => ({ value, padding: 'x'.repeat(10_000) }));
  await Promise.all(values.map((value) => fileStore(folder).set('a', value)));
  expect(values).toContainEqual(await fileStore(folder).get('a'));
  expect(await readdir(folder)).toHaveLength(1);
});

test.each([[''], ['{"key":"wxt:bob","value":{"accessTok'], ['null'], ['{"key":"wxt:eve","value":1}']])(
  'a garbled file %j is named in the error without its content, and a refresh token heals it',
  async (text) => {
    const folder = await openFolder();
    const store = fileStore(folder);
    await store.set('wxt:bob', 1);
    const [file = ''] = await readdir(folder);
    await writeFile(join(folder, file), text);
    await expect(store.get('wxt:bob')).rejects.toThrow(`the file ${join(folder, file)} is not an entry`);
    const { integration, bob, connect, grant } = await openIntegration();
    const stored = oauthTokens({ ...integration, store, key: 'bob', onStoreError: () => undefined });
    const error = await me(connect(stored)).catch((error: unknown) => error);
    expect(error).toMatchObject({ name: 'AccessTokenError', message: expect.stringContaining(file) });
    expect(String(error)).not.toContain('accessTok"');
    const { refresh_token: refreshToken } = await grant();
    const tokens = oauthTokens({
      ...integration,
      refreshToken,
      store,
      key: 'bob',
      onStoreError: () => undefined,
    });
    expect(await me(connect(tokens))).toMatchObject({ id: bob.id });
    expect(await tokens.flush()).toBe(true);
    expect(await readFile(join(folder, file), 'utf8')).toContain('"accessToken"');
  },
);

test('fileStore() fails no request if its folder can not be created', async () => {
  const folder = await openFolder();
  await mkdir(join(folder, '..'), { recursive: true });
  await writeFile(folder, 'a file where the folder should be');
  const { alice, login, connect } = await openIntegration();
  const session = connect(login({ store: fileStore(folder), key: 'a', onStoreError: () => undefined }));
  expect(await me(session)).toMatchObject({ id: alice.id });
});

test.each([[''], [' '], [undefined], [5]])('fileStore(%j) throws a TypeError', (folder) => {
  expect(() => fileStore(folder as string)).toThrow(/"folder" must be the path of a folder/);
});
