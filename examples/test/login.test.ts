import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { freePort } from '@wxt/testing/free-port';
import { hasBrowser, openBrowser } from '@wxt/testing/open-browser';
import { expect, onTestFinished, test } from 'vitest';

const title = 'login.ts logs a person in through a real browser, acts for them, and ends';

if (hasBrowser()) {
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
  const browser = await openBrowser();
  onTestFinished(browser.close);
  const page = await browser.context.newPage();
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
