import { defineConfig } from 'tsup';

/** How every published package is built: ESM with its types; cli.ts is a package's bin, where it has one. */
export default defineConfig({
  entry: ['src/{index,cli}.ts'],
  format: 'esm',
  target: 'node20',
  clean: true,
  // tsup's declaration step sets an option that TypeScript 6 calls deprecated.
  dts: { compilerOptions: { ignoreDeprecations: '6.0' } },
});
