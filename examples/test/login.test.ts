import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { expect, onTestFinished, test } from 'vitest';

const found = spawnSync('sh', ['-c', 'command -v chromium'], { encoding: 'utf8' }).stdout.trim();
const title = 'the login goes through a real browser, and the program acts in the name of whoever logged in';

if (found !== '') {
  test(title, { timeout: 120_000 }, logIn);
} else {
  console.warn(`NOT RUN, as there is no chromium on the PATH: ${title}`);
  test.skip(`NOT RUN, as there is no chromium: ${title}`, logIn);
}

async function logIn(): Promise<void> {
  const example = await startExample();
  const lines = example.lines[Symbol.asyncIterator]();
  const { value: first } = await lines.next();
  const url = /^Log in at (\S+)$/.exec(first)?.[1] ?? '';
  const page = await openBrowser();
  await page.goto(url);
  expect(await page.title()).toBe('Log in to the emulator');
  await page.getByLabel('Person').selectOption({ label: 'Bob Brown (bob@example.com)' });
  await page.getByRole('button', { name: 'Allow' }).click();
  await page.getByText('close this page').waitFor();
  expect((await lines.next()).value).toBe('Logged in as Bob Brown <bob@example.com>');
  expect(await example.ended).toEqual([0, null]);
}

async function startExample() {
  const tsx = fileURLToPath(new URL('../node_modules/.bin/tsx', import.meta.url));
  const login = fileURLToPath(new URL('../login.ts', import.meta.url));
  const env = { PATH: process.env.PATH, LOGIN_PORT: String(await freePort()) };
  const child = spawn(tsx, ['--conditions=@wxt/source', login], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => {
    child.kill();
  });
  return { lines: createInterface(child.stdout), ended: once(child, 'exit') };
}

async function openBrowser() {
  const userDataDir = await mkdtemp(join(tmpdir(), 'wxt-chromium-'));
  const context = await chromium.launchPersistentContext(userDataDir, {
    executablePath: found,
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
  onTestFinished(async () => {
    await context.close();
    await rm(userDataDir, { recursive: true, force: true });
  });
  return context.newPage();
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
