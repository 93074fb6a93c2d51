import { spawnSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium } from 'playwright-core';

/** Whether a browser is installed. */
export function hasBrowser(): boolean {
  return findChromium() !== '';
}

/** Opens the installed Chromium with an empty profile. */
export async function openBrowser(): Promise<{ context: BrowserContext; close: () => Promise<void> }> {
  const executablePath = findChromium();
  if (executablePath === '') {
    throw new Error('chromium was not found on the PATH. Install it and try again.');
  }
  const userDataDir = await mkdtemp(join(tmpdir(), 'wxt-chromium-'));
  const context = await chromium.launchPersistentContext(userDataDir, {
    executablePath,
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
  return {
    context,
    close: async () => {
      await context.close();
      await rm(userDataDir, { recursive: true, force: true });
    },
  };
}

function findChromium(): string {
  const search = 'command -v chromium || command -v chromium-browser || command -v google-chrome';
  return spawnSync('sh', ['-c', search], { encoding: 'utf8' }).stdout.trim();
}
