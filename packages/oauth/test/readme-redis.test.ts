import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { hasRedis, startRedisServer } from '@wxt/testing';
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
  const redis = await startRedisServer();
  const readme = await readFile(new URL('../README.md', import.meta.url), 'utf8');
  const block = [...readme.matchAll(/^```ts\n(.*?)^```$/gms)].find(([, code = '']) => code.includes('KeyvRedis'))?.[1] ?? '';
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
  const revokeAll = async () => {
    const { items = [] } = { items: [...issued] };
    for (const token of items) emulator.revokeToken(token);
  };
  const issued: string[] = [];

  expect(await ask('call')).toBe(bob.id);
  expect(await ask('flush')).toBe('true');
  await redis.kill();
  expect(await ask('call')).toBe(bob.id);
  await revokeAll();
  await redis.start();
  await expect.poll(() => ask('flush'), { timeout: 30_000 }).toBe('true');
  expect(await ask('call')).toBe(bob.id);
  expect(child.exitCode).toBeNull();
  expect(warnings.join('\n')).not.toContain(refreshToken);
}
