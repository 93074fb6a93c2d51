import { join } from 'node:path';
import { build } from 'esbuild';

/** How many bytes a built package adds to a bundle, minified, without the packages it depends on. */
export async function minifiedSize(path: string): Promise<number> {
  const { outputFiles } = await build({
    entryPoints: [join(path, 'dist/index.js')],
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    platform: 'node',
    packages: 'external',
  });
  return outputFiles.reduce((sum, { contents }) => sum + contents.byteLength, 0);
}
