import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { send } from './open-emulator.js';

const workspace = fileURLToPath(new URL('../../..', import.meta.url));
const cli = fileURLToPath(new URL('../src/cli.ts', import.meta.url));

function start(...args: string[]) {
  const child = spawn(process.execPath, ['--import', 'tsx', cli, ...args], {
    cwd: workspace,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  return child;
}

async function run(...args: string[]) {
  const child = start(...args);
  let output = '';
  let errors = '';
  child.stdout.on('data', (chunk) => {
    output += chunk;
  });
  child.stderr.on('data', (chunk) => {
    errors += chunk;
  });
  const [code] = await once(child, 'close');
  return { code, output, errors };
}

test('says where it is and whom one can be, and ends when it is interrupted', async () => {
  const child = start('--rooms', '2', '--messages', '3');
  const lines: string[] = [];
  for await (const line of createInterface(child.stdout)) {
    lines.push(line);
    if (line.includes('robot@webex.bot')) break;
  }
  const url = /http:\S+\/v1\//.exec(lines.join('\n'))?.[0] ?? '';
  const token = lines
    .find((line) => line.includes('administrator'))
    ?.split(/\s+/)
    .at(-1);
  const answer = await send(`${url}rooms`, { headers: { authorization: `Bearer ${token}` } });
  expect(answer).toMatchObject({ status: 200, body: { items: [{}, {}] } });
  child.kill('SIGINT');
  expect(await once(child, 'close')).toEqual([0, null]);
});

test('explains itself', async () => {
  const { code, output, errors } = await run('--help');
  expect({ code, errors }).toEqual({ code: 0, errors: '' });
  for (const option of ['--port', '--host', '--rooms', '--messages']) expect(output).toContain(option);
});

test.each([
  [['--port', 'web'], '--port must be a whole number'],
  [['--port', '70000'], '--port must be a whole number from 0 to 65535'],
  [['--rooms=-1'], '--rooms must be a whole number'],
  [['--colour'], "'--colour'"],
  [['3210'], "'3210'"],
])('refuses %j with exit code 2', async (args, text) => {
  const { code, output, errors } = await run(...args);
  expect({ code, output }).toEqual({ code: 2, output: '' });
  expect(errors).toContain(text);
  expect(errors).toContain('--help');
});

test('says what to do where the port is taken', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  onTestFinished(() => {
    server.close();
  });
  await once(server, 'listening');
  const { code, errors } = await run('--port', String((server.address() as AddressInfo).port));
  expect(code).toBe(1);
  expect(errors).toMatch(/^wxt-emulator: .*EADDRINUSE.*Choose another --port/);
});

test('ends with exit code 1 where it can not listen', async () => {
  const { code, errors } = await run('--host', '203.0.113.1');
  expect(code).toBe(1);
  expect(errors).toMatch(/^wxt-emulator: .*EADDRNOTAVAIL/);
});
