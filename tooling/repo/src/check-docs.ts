/** `pnpm docs:check`: looks at every page of the built documentation site in a real browser. */
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { openBrowser } from '@wxt/testing/open-browser';
import type { Page } from 'playwright-core';
import { deadLinks } from './site/dead-links.js';
import { serveSite } from './site/serve-site.js';
import { type Visit, visitPage } from './site/visit-page.js';

const folder = fileURLToPath(new URL('../../../docs/.vitepress/dist', import.meta.url));
const started = performance.now();
const findings: string[] = [];

const site = await serveSite(folder);
const browser = await openBrowser();
try {
  const visits = new Map<string, Visit>();
  const paths = pagesOf(folder);
  const tabs = await Promise.all(Array.from({ length: 4 }, () => browser.context.newPage()));
  await Promise.all(
    tabs.map(async (tab) => {
      for (let path = paths.shift(); path !== undefined; path = paths.shift())
        visits.set(path, await visitPage(tab, site.url + path));
    }),
  );
  for (const [path, visit] of visits) {
    findings.push(...visit.problems.map((problem) => `${path} ${problem}`));
    const dead = deadLinks(visit, site.url, visits);
    findings.push(
      ...dead.map((link) => `${path} links to ${link.slice(site.url.length)}, which there is not`),
    );
  }
  const found = await search(await browser.context.newPage(), 'listDirect');
  if (found !== '/api/@wxt/messages') findings.push(`the search for listDirect leads to ${found}`);
  console.log(`${visits.size} pages in ${((performance.now() - started) / 1000).toFixed(1)} s`);
} finally {
  await browser.close();
  site.close();
}
for (const finding of findings) console.log(finding);
if (findings.length > 0) process.exitCode = 1;

/** The paths that the pages are linked by. */
function pagesOf(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.html') && file !== '404.html')
    .map((file) => `/${file.replace(/(?:(?<=^|\/)index)?\.html$/, '')}`)
    .sort();
}

/** Searches as a reader does; answers the path that the first result leads to. */
async function search(page: Page, text: string): Promise<string> {
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.goto(site.url);
  await page.locator('.DocSearch-Button').first().click();
  await page.locator('#localsearch-input').fill(text);
  await page.locator('.VPLocalSearchBox .result', { hasText: text }).first().click();
  await page.getByRole('heading', { name: text }).first().waitFor();
  return new URL(page.url()).pathname;
}
