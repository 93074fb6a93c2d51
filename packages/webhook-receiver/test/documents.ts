import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

/** Returns the code of the first block of a document that contains a text; the path is relative to the repository. */
export function findBlock(document: string, text: string): string {
  const path = fileURLToPath(new URL(`../../../${document}`, import.meta.url));
  const blocks = readFileSync(path, 'utf8').matchAll(/^```(?:ts|js)(?: run)?\n(.*?)^```$/gms);
  const block = [...blocks].map(([, code = '']) => code).find((code) => code.includes(text));
  if (block === undefined) throw new Error(`${document} has no block with ${text}.`);
  return block;
}

/** Runs a block as a module with these modules to import, and returns what it exports. */
export async function runBlock(
  code: string,
  modules: Readonly<Record<string, unknown>>,
): Promise<Record<string, unknown>> {
  const exported: Record<string, unknown> = {};
  const options = { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.CommonJS, esModuleInterop: true };
  const load = (name: string) => {
    if (!(name in modules)) throw new Error(`The block imports ${name}.`);
    return modules[name];
  };
  const AsyncFunction = Object.getPrototypeOf(async () => {}).constructor;
  await new AsyncFunction('require', 'exports', ts.transpile(code, options))(load, exported);
  return exported;
}
