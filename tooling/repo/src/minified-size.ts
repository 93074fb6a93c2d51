import { join } from 'node:path';
import { build, type Plugin } from 'esbuild';
import { className } from './naming.js';
import type { Package } from './workspace.js';

/** How many bytes a built package adds to a bundle, minified, without its dependencies; of a resource, its class. */
export function addedSize({ name, path, isResource }: Package): Promise<number> {
  return isResource ? minifiedSizeOf(path, className(name)) : minifiedSize(path);
}

/** All that a package exports. */
async function minifiedSize(path: string): Promise<number> {
  return size({ entryPoints: [join(path, 'dist/index.js')], packages: 'external' });
}

/** One export: what a bundler leaves of the package for a program that uses nothing else of it. */
async function minifiedSizeOf(path: string, name: string): Promise<number> {
  const contents = `export { ${name} } from './dist/index.js';`;
  return size({ stdin: { contents, resolveDir: path }, plugins: [onlyCore] });
}

/** Core is read, to see that the export needs none of it; everything else stays outside. */
const onlyCore: Plugin = {
  name: 'only-core',
  setup: ({ onResolve }) =>
    onResolve({ filter: /^[^.]/ }, ({ path }) =>
      path === '@wxt/core' ? undefined : { path, external: true },
    ),
};

async function size(options: Parameters<typeof build>[0]): Promise<number> {
  const common = { bundle: true, minify: true, format: 'esm', platform: 'node' } as const;
  const { outputFiles = [] } = await build({ ...options, ...common, write: false });
  return outputFiles.reduce((sum, { contents }) => sum + contents.byteLength, 0);
}
