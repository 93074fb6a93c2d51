import { join } from 'node:path';
import ts from 'typescript';

/** The compiler options of every package, for a program that runs outside the packages' folders. */
export function compilerOptions(root: string): ts.CompilerOptions {
  const folder = join(root, 'tooling', 'config');
  const { config } = ts.readConfigFile(join(folder, 'tsconfig.json'), ts.sys.readFile);
  const { options } = ts.convertCompilerOptionsFromJson(config.compilerOptions, folder);
  return { ...options, typeRoots: [join(folder, 'node_modules', '@types')] };
}
