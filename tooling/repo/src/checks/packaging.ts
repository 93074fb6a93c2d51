import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { pack } from '../pack.js';
import type { Finding } from '../workspace.js';

/** Packs the packages in these folders as they would be published, and checks what their users would get. */
export async function checkPackaging(folders: readonly string[]): Promise<Finding[]> {
  const destination = await mkdtemp(join(tmpdir(), 'wxt-packages-'));
  try {
    const findings: Finding[] = [];
    for (const folder of folders) {
      const messages = await checkTarball(await pack(folder, destination));
      findings.push(...messages.map((message) => ({ place: folder, message })));
    }
    return findings;
  } finally {
    await rm(destination, { recursive: true });
  }
}

async function checkTarball(tarball: string): Promise<string[]> {
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
    (name) => !/^(dist\/|assets\/|package\.json$|README\.md$|LICENSE$|CHANGELOG\.md$)/.test(name),
  );
  return [
    ...missing.map((name) => `the tarball lacks ${name}`),
    ...surplus.map((name) => `the tarball contains ${name}, which no user needs`),
  ];
}

async function publishProblems(tarball: ArrayBuffer): Promise<string[]> {
  const { messages, pkg } = await publint({ strict: true, pack: { tarball } });
  const raw = JSON.stringify(pkg.dependencies ?? {});
  return [
    ...messages.map((message) => `publint: ${formatMessage(message, pkg, { color: false })}`),
    ...(/"(workspace|catalog):/.test(raw)
      ? ['the tarball has dependencies on `workspace:` or `catalog:`, which npm can not install']
      : []),
  ];
}

/** For ESM only: the packages contain no CommonJS. */
async function typeProblems(contents: ReturnType<typeof createPackageFromTarballData>): Promise<string[]> {
  const result = await checkPackage(contents);
  if (!result.types) return ['attw: the package has no types'];
  const concerns = result.problems.filter(
    (problem) => !('resolutionKind' in problem && ['node10', 'node16-cjs'].includes(problem.resolutionKind)),
  );
  return concerns.map((problem) => `attw: ${JSON.stringify(problem)}`);
}
