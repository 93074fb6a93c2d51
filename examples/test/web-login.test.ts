import { spawn } from 'node:child_process';
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { freePort } from '@wxt/testing/free-port';
import { hasBrowser, openBrowser } from '@wxt/testing/open-browser';
import { expect, onTestFinished, test } from 'vitest';

const title =
  'two people log in, log out and in as each other in real browsers, and each page acts as the right person';

if (hasBrowser()) {
  test(title, { timeout: 240_000 }, logInAndOut);
} else {
  console.warn(`NOT RUN, as there is no chromium on the PATH: ${title}`);
  test.skip(`NOT RUN, as there is no chromium: ${title}`, logInAndOut);
}

async function logInAndOut(): Promise<void> {
  const { home, folder } = await startExample();
  const [first, second] = [await openPage(), await openPage()];
  const logIn = async (page: typeof first, label: string, answer = 'Allow') => {
    await page.goto(home);
    await page.getByRole('link', { name: 'Log in with Webex' }).click();
    await page.getByLabel('Person').selectOption({ label });
    await page.getByRole('button', { name: answer }).click();
  };
  const alice = 'Alice Adams (alice@example.com)';
  const bob = 'Bob Brown (bob@example.com)';

  await logIn(first, alice);
  await first.getByText('You are Alice Adams').waitFor();
  await logIn(second, bob);
  await second.getByText('You are Bob Brown').waitFor();
  await first.reload();
  await first.getByText('You are Alice Adams').waitFor();
  expect(await modes(folder)).toEqual(['600', '600']);

  await first.getByRole('button', { name: 'Log out' }).click();
  await first.getByRole('link', { name: 'Log in with Webex' }).waitFor();
  expect(await modes(folder)).toEqual(['600']);
  await logIn(first, bob);
  await first.getByText('You are Bob Brown').waitFor();

  // Bob logs out in one browser: his tokens are gone in the other one too, and Alice can log in there.
  await first.getByRole('button', { name: 'Log out' }).click();
  await first.getByRole('link', { name: 'Log in with Webex' }).waitFor();
  expect(await modes(folder)).toEqual([]);
  await second.reload();
  await second.getByText('Please').waitFor();
  await logIn(second, alice);
  await second.getByText('You are Alice Adams').waitFor();

  await logIn(first, bob, 'Deny');
  await first.getByText('You did not allow it.').waitFor();
  expect((await first.goto(`${home}callback?code=FORGED&state=FORGED`))?.status()).toBe(400);
  expect((await first.goto(`${home}callback`))?.status()).toBe(400);
}

async function modes(folder: string): Promise<string[]> {
  const files = await readdir(folder);
  return Promise.all(files.map(async (file) => ((await stat(join(folder, file))).mode & 0o777).toString(8)));
}

async function openPage() {
  const browser = await openBrowser();
  onTestFinished(browser.close);
  return browser.context.newPage();
}

async function startExample() {
  const tsx = fileURLToPath(new URL('../node_modules/.bin/tsx', import.meta.url));
  const example = fileURLToPath(new URL('../web-login.ts', import.meta.url));
  const folder = await mkdtemp(join(tmpdir(), 'wxt-web-login-'));
  const env = { PATH: process.env.PATH, PORT: String(await freePort()), TOKENS: folder };
  const child = spawn(tsx, ['--conditions=@wxt/source', example], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(async () => {
    child.kill();
    await rm(folder, { recursive: true });
  });
  for await (const line of createInterface(child.stdout)) {
    const home = /^Open (\S+)$/.exec(line)?.[1];
    if (home !== undefined) return { home, folder };
  }
  throw new Error('The example ended before it listened.');
}
