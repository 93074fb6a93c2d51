import type { Page } from 'playwright-core';

/** What a page holds, and what is wrong with it by itself. */
export interface Visit {
  readonly ids: ReadonlySet<string>;
  readonly links: readonly string[];
  readonly problems: readonly string[];
}

const desktop = { width: 1280, height: 800 };
const phone = { width: 375, height: 667 };

/** Opens a page, and looks at it on a desktop and on a phone. */
export async function visitPage(page: Page, url: string): Promise<Visit> {
  const problems: string[] = [];
  page.on('pageerror', (error) => problems.push(`throws: ${error.message}`));
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) problems.push(`the console says: ${message.text()}`);
  });
  page.on('request', (request) => {
    const { origin, protocol } = new URL(request.url());
    if (protocol.startsWith('http') && origin !== new URL(url).origin)
      problems.push(`asks for ${request.url()}`);
  });
  page.on('response', (response) => {
    if (response.status() >= 400) problems.push(`${response.status()} for ${response.url()}`);
  });

  await page.setViewportSize(desktop);
  await page.goto(url, { waitUntil: 'networkidle' });
  if (!(await page.locator('h1').first().isVisible())) problems.push('shows no heading');
  const ids = await page.evaluate<string[]>('[...document.querySelectorAll("[id]")].map(({ id }) => id)');
  const links = await page.evaluate<string[]>('[...document.links].map(({ href }) => href)');

  await page.setViewportSize(phone);
  const width = await page.evaluate<number>('document.documentElement.scrollWidth');
  if (width > phone.width) problems.push(`is ${width} px wide on a phone of ${phone.width} px`);
  page.removeAllListeners();
  return { ids: new Set(ids), links, problems };
}
