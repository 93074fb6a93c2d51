import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import KeyvRedis from '@keyv/redis';
import { hasRedis, startRestartableRedis } from '@wxt/testing';
import Keyv from 'keyv';
import ts from 'typescript';
import { expect, onTestFinished, test } from 'vitest';
import { openIntegration } from './open-integration.js';

const title = "the README's Redis example keeps working while Redis is killed, is down, and is started again";

if (hasRedis) {
  test(title, { timeout: 90_000 }, runExample);
} else {
  console.warn(`NOT RUN, as there is no redis-server on the PATH: ${title}`);
  test.skip(`NOT RUN, as there is no redis-server: ${title}`, runExample);
}

/** Makes a request for each line, and prints what came of it. */
const harness = `
import { createInterface } from 'node:readline';
for await (const line of createInterface(process.stdin)) {
  if (line === 'flush') console.log(await tokens.flush());
  else console.log(await session.get(['people', 'me']).then(({ id }) => id, String));
}
process.exit();
`;

async function runExample(): Promise<void> {
  const { emulator, integration, bob, grant } = await openIntegration();
  const { refresh_token: refreshToken } = await grant();
  const redis = await startRestartableRedis();
  const readme = await readFile(new URL('../README.md', import.meta.url), 'utf8');
  const block =
    [...readme.matchAll(/^```ts\n(.*?)^```$/gms)].find(([, code = '']) => code.includes('KeyvRedis'))?.[1] ??
    '';
  const program = block
    .replace('redis://localhost:6379', redis.url)
    .replace('CLIENT-ID', integration.clientId)
    .replace('CLIENT-SECRET', integration.clientSecret)
    .replace('REFRESH-TOKEN', refreshToken)
    .replace('new Session({', `new Session({ baseUrl: '${emulator.url}',`)
    .replace('console.warn', 'console.error');
  const options = { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext };
  const code = ts.transpile(program + harness, options);
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', '--conditions=@wxt/source', '--input-type=module', '--eval', code],
    { cwd: fileURLToPath(new URL('..', import.meta.url)), stdio: ['pipe', 'pipe', 'pipe'] },
  );
  onTestFinished(() => void child.kill('SIGKILL'));
  const warnings: string[] = [];
  createInterface(child.stderr).on('line', (line) => warnings.push(line));
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  const ask = async (line: string) => {
    child.stdin.write(`${line}\n`);
    return (await lines.next()).value;
  };
  const readEntry = async () => {
    const reader = new Keyv({ store: new KeyvRedis(redis.url) });
    const entry: { accessToken: string } | undefined = await reader.get('wxt:ada');
    await reader.disconnect();
    return entry;
  };

  expect(await ask('call')).toBe(bob.id);
  const before = await readEntry();
  await redis.kill();
  expect(await ask('call')).toBe(bob.id);
  // A renewal that has to do without Redis.
  expect(emulator.revokeToken(before?.accessToken ?? '')).toBe(true);
  expect(await ask('call')).toBe(bob.id);
  await redis.start();
  await expect.poll(() => ask('flush'), { timeout: 30_000 }).toBe('true');
  expect(await readEntry()).toMatchObject({
    accessToken: expect.not.stringMatching(before?.accessToken ?? ''),
  });
  expect(await ask('call')).toBe(bob.id);
  expect(emulator.issuedTokens.byRefresh).toBe(2);
  expect(child.exitCode).toBeNull();
  expect(warnings.join('\n')).toContain('The token');
  expect(warnings.join('\n')).not.toContain(refreshToken);
}
