import { readFileSync } from 'node:fs';
import * as core from '@wxt/core';
import { expect, test } from 'vitest';
import * as sdk from '../src/index.js';

test('the SDK re-exports every export of core by name, which stays unambiguous with several copies of core', () => {
  const source = readFileSync(new URL('../src/index.ts', import.meta.url), 'utf8');
  const named = /export \{([^}]*)\} from '@wxt\/core'/.exec(source)?.[1] ?? '';
  const names = named.split(',').flatMap((name) => name.trim() || []);
  expect(names.sort()).toEqual(Object.keys(core).sort());
  expect(sdk).toMatchObject(core);
});
