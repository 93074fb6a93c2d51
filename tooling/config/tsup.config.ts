import { readFileSync } from 'node:fs';
import { defineConfig } from 'tsup';

const { name } = JSON.parse(readFileSync('package.json', 'utf8'));

/**
 * Core's declarations name types of Node. The reference loads @types/node even for `"types": []`, which `tsc --init` writes;
 * without it, these types would silently be `any`.
 */
const banner = name === '@wxt/core' ? '/// <reference types="node" />\n' : '';

/** How every published package is built: ESM with its types; cli.ts is a package's bin, where it has one. */
export default defineConfig({
  entry: ['src/{index,cli}.ts'],
  format: 'esm',
  target: 'node20',
  clean: true,
  // tsup's declaration step sets an option that TypeScript 6 calls deprecated.
  dts: { banner, compilerOptions: { ignoreDeprecations: '6.0' } },
});
