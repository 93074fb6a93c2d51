import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startEmulator } from '@wxt/emulator';
import ts from 'typescript';
import { afterEach, expect, onTestFinished, test, vi } from 'vitest';

const folder = fileURLToPath(new URL('../../docs', import.meta.url));

interface Block {
  readonly title: string;
  readonly source: string;
}

/** The blocks of the guides that are marked `ts run`, by the heading they stand under. */
const blocks: Block[] = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((file) => /^[\w/-]+\.md$/.test(file) && !/^(api|node_modules)\//.test(file))
  .flatMap((file) => {
    const text = readFileSync(`${folder}/${file}`, 'utf8');
    return [...text.matchAll(/^```ts run\n(.*?)^```$/gms)].map(({ 1: source = '', index }) => {
      const heading =
        text
          .slice(0, index)
          .match(/^##? .*$/gm)
          ?.at(-1) ?? '';
      return { title: `${file}: ${heading.replace(/^#+ /, '')}`, source };
    });
  });

afterEach(() => {
  vi.unstubAllEnvs();
});

test('there are blocks to run in the quickstart and in every guide', () => {
  expect(new Set(blocks.map(({ title }) => title.split(':')[0]))).toEqual(
    new Set(['quickstart.md', ...readdirSync(`${folder}/guides`).map((guide) => `guides/${guide}`)]),
  );
});

test.each(blocks)('$title', async ({ source }) => {
  const emulator = await startEmulator({ rooms: 3 });
  onTestFinished(() => emulator.close());
  const scratch = mkdtempSync(join(tmpdir(), 'wxt-documentation-'));
  onTestFinished(() => rmSync(scratch, { recursive: true }));
  vi.stubEnv('TMPDIR', scratch);
  vi.stubEnv('WEBEX_TEAMS_ACCESS_TOKEN', emulator.users[0].accessToken);
  const printed = await runBlock(source, emulator.url);
  expect(printed.length > 0).toBe(source.includes('console.log('));
});

/**
 * Runs a block as it stands, but for the base URL, which nobody names who talks to Webex itself. Answers with what it
 * printed.
 */
async function runBlock(source: string, baseUrl: string): Promise<unknown[][]> {
  const pointed = source
    .replace(/new (WebexTeamsAPI|Session)\(\)/g, 'new $1({})')
    .replace(/new (WebexTeamsAPI|Session)\(\{/g, `new $1({ baseUrl: '${baseUrl}',`);
  const names = [...pointed.matchAll(/ from '(.+?)';$/gm)].map(([, name = '']) => name);
  const modules = new Map(
    await Promise.all(names.map(async (name) => [name, await import(/* @vite-ignore */ name)] as const)),
  );
  const options = { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.CommonJS, esModuleInterop: true };
  const printed: unknown[][] = [];
  const log = (...values: unknown[]) => printed.push(values);
  const AsyncFunction = Object.getPrototypeOf(async () => {}).constructor;
  const run = new AsyncFunction('require', 'exports', 'console', ts.transpile(pointed, options));
  await run((name: string) => modules.get(name), {}, { log, warn: log });
  return printed;
}
