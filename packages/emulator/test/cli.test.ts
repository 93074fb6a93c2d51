import { execSync, spawn } from 'node:child_process';
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

test('wxt-emulator prints its URL and tokens, and exits on SIGINT', async () => {
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

test('wxt-emulator --help lists the options', async () => {
  const { code, output, errors } = await run('--help');
  expect({ code, errors }).toEqual({ code: 0, errors: '' });
  for (const option of ['--port', '--host', '--seed', '--token', '--rate-limit', '--rooms', '--messages'])
    expect(output).toContain(option);
});

test.each([
  [['--port', 'web'], '--port must be a whole number'],
  [['--port', '70000'], '--port must be a whole number from 0 to 65535'],
  [['--rooms=-1'], '--rooms must be a whole number'],
  [['--color'], "'--color'"],
  [['--token', 'alice'], '--token must be <user>=<token>'],
  [['--token', 'zoe=x'], 'there is no user "zoe"'],
  [['--rate-limit', '10'], '--rate-limit must be <requests>/<milliseconds>'],
  [['--rate-limit', '0/1000'], '--rate-limit'],
  [['3210'], "'3210'"],
])('wxt-emulator %j exits with 2', async (args, text) => {
  const { code, output, errors } = await run(...args);
  expect({ code, output }).toEqual({ code: 2, output: '' });
  expect(errors).toContain(text);
  expect(errors).toContain('--help');
});

test('wxt-emulator exits with 1 if the port is taken, and says what to do', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  onTestFinished(() => {
    server.close();
  });
  await once(server, 'listening');
  const { code, errors } = await run('--port', String((server.address() as AddressInfo).port));
  expect(code).toBe(1);
  expect(errors).toMatch(/^wxt-emulator: .*EADDRINUSE.*Choose another --port/);
});

test("wxt-emulator exits with 1 if it can't listen on the address", async () => {
  const { code, errors } = await run('--host', '203.0.113.1');
  expect(code).toBe(1);
  expect(errors).toMatch(/^wxt-emulator: .*EADDRNOTAVAIL/);
});

test('wxt-emulator applies --token and --rate-limit, and the printed shell lines work', async () => {
  const child = start('--token', 'alice=token-of-alice', '--rate-limit', '1/60000');
  const lines: string[] = [];
  for await (const line of createInterface(child.stdout)) {
    lines.push(line);
    if (line.startsWith('$env:')) break;
  }
  const paste = lines.find((line) => line.startsWith('export ')) ?? '';
  expect(lines.at(-1)).toMatch(
    /^\$env:WEBEX_BASE_URL = 'http.*'; \$env:WEBEX_TEAMS_ACCESS_TOKEN = 'token-of-alice'$/,
  );
  const print = 'node -p "process.env.WEBEX_BASE_URL + \' \' + process.env.WEBEX_TEAMS_ACCESS_TOKEN"';
  const [url = '', token] = execSync(`${paste}; ${print}`, { encoding: 'utf8' }).trim().split(' ');
  expect(token).toBe('token-of-alice');
  const statuses = [];
  for (let index = 0; index < 2; index += 1) {
    statuses.push((await send(`${url}people/me`, { headers: { authorization: `Bearer ${token}` } })).status);
  }
  expect(statuses).toEqual([200, 429]);
});
