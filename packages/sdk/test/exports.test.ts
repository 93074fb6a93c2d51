import { readFileSync } from 'node:fs';
import * as core from '@wxt/core';
import { expect, test } from 'vitest';
import * as sdk from '../src/index.js';

test('what core exports is exported by name, so that several copies of core do not make it ambiguous', () => {
  const source = readFileSync(new URL('../src/index.ts', import.meta.url), 'utf8');
  const named = /export \{([^}]*)\} from '@wxt\/core'/.exec(source)?.[1] ?? '';
  const names = named.split(',').flatMap((name) => name.trim() || []);
  expect(names.sort()).toEqual(Object.keys(core).sort());
  expect(sdk).toMatchObject(core);
});
