import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';
import { linkModules, writeDocumentCode } from '../src/init-project.js';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const compiler = fileURLToPath(new URL('../bin/tsc', import.meta.resolve('typescript')));
const patience = 300_000;

test(
  'the project that tsc --init makes compiles the code of every document and every example',
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'wxt-init-'));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const tsc = (...options: string[]) =>
      promisify(execFile)(process.execPath, [compiler, ...options], { cwd: folder }).then(
        ({ stdout }) => stdout,
        (error: { stdout: string }) => error.stdout,
      );
    await tsc('--init');
    const written = readFileSync(join(folder, 'tsconfig.json'), 'utf8');
    for (const line of ['"types": []', '"exactOptionalPropertyTypes": true', '"strict": true']) {
      expect(written).toContain(line);
    }
    writeDocumentCode(root, folder);
    expect(readdirSync(join(folder, 'documents')).length).toBeGreaterThan(100);
    linkModules(root, folder);
    expect(await tsc('--noEmit')).toBe('');
  },
  patience,
);
