import { openBrowser } from '@wxt/testing/open-browser';
import { afterAll, beforeAll, onTestFinished } from 'vitest';
import { openEmulator } from '../open-emulator.js';

export type Options = Parameters<typeof openEmulator>[0];

/** A browser for the tests of a file. */
export function useBrowser() {
  let browser: Awaited<ReturnType<typeof openBrowser>>;
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser.close());
  return {
    /** An emulator and a tab to look at its page with. `problems` are errors reported by the browser. */
    async open(options?: Options) {
      const all = await openEmulator(options);
      const tab = await openTab();
      const origin = new URL(all.emulator.url).origin;
      const show = (query: Record<string, string> = {}) =>
        tab.page.goto(`${origin}/?${new URLSearchParams(query)}`);
      return { ...all, ...tab, origin, show };
    },
    openTab,
  };

  async function openTab() {
    const page = await browser.context.newPage();
    // A step that never succeeds must fail before the test's own timeout.
    page.setDefaultTimeout(10_000);
    onTestFinished(() => page.close());
    const problems: string[] = [];
    page.on('pageerror', (error) => problems.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error') problems.push(message.text());
    });
    page.on('dialog', (dialog) => {
      problems.push(`A dialog: ${dialog.message()}`);
      void dialog.dismiss();
    });
    return { page, problems };
  }
}

export const cardType = 'application/vnd.microsoft.card.adaptive';
