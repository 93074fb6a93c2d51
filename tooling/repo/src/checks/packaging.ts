import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { pack } from '../pack.js';
import { type Finding, findPackages } from '../workspace.js';

/** Packs every package as it would be published, and looks at what its users would get. */
export async function checkPackaging(root: string): Promise<Finding[]> {
  const folder = await mkdtemp(join(tmpdir(), 'wxt-packages-'));
  try {
    const findings: Finding[][] = [];
    for (const one of findPackages(root)) {
      const messages = await lookAt(await pack(one.path, folder));
      findings.push(messages.map((message) => ({ place: relative(root, one.path), message })));
    }
    return findings.flat();
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function lookAt(tarball: string): Promise<string[]> {
  const bytes = await readFile(tarball);
  const data = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);
  const contents = createPackageFromTarballData(new Uint8Array(bytes));
  return [
    ...fileProblems(contents.listFiles()),
    ...(await publishProblems(data)),
    ...(await typeProblems(contents)),
  ];
}

function fileProblems(files: readonly string[]): string[] {
  const names = files.map((file) => file.replace(/^\/node_modules\/@[^/]+\/[^/]+\//, ''));
  const missing = ['LICENSE', 'README.md', 'dist/index.js', 'dist/index.d.ts'].filter(
    (name) => !names.includes(name),
  );
  const surplus = names.filter(
    (name) => !/^(dist\/|package\.json$|README\.md$|LICENSE$|CHANGELOG\.md$)/.test(name),
  );
  return [
    ...missing.map((name) => `the tarball lacks ${name}`),
    ...surplus.map((name) => `the tarball holds ${name}, which nobody needs`),
  ];
}

async function publishProblems(tarball: ArrayBuffer): Promise<string[]> {
  const { messages, pkg } = await publint({ strict: true, pack: { tarball } });
  const raw = JSON.stringify(pkg.dependencies ?? {});
  return [
    ...messages.map((message) => `publint: ${formatMessage(message, pkg, { color: false })}`),
    ...(/"(workspace|catalog):/.test(raw)
      ? ['the tarball has dependencies that only the workspace knows']
      : []),
  ];
}

/** For ESM only: how CommonJS resolves types is no concern of a package that has none. */
async function typeProblems(contents: ReturnType<typeof createPackageFromTarballData>): Promise<string[]> {
  const result = await checkPackage(contents);
  if (!result.types) return ['attw: the package has no types'];
  const concerns = result.problems.filter(
    (problem) => !('resolutionKind' in problem && ['node10', 'node16-cjs'].includes(problem.resolutionKind)),
  );
  return concerns.map((problem) => `attw: ${JSON.stringify(problem)}`);
}
