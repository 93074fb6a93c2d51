import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findPackages } from '@wxt/repo/workspace';
import { compileDocuments, compileEverywhere } from './compilers.js';
import { consumers } from './consumers.js';
import { startEmulatorByNpx, startInstalledEmulator } from './emulator.js';
import { expectSame } from './expect-same.js';
import { copyHouse } from './house.js';
import { createInstallers, environment } from './installers.js';
import { tryMixedVersions } from './mixed-versions.js';
import { startRegistry } from './registry.js';
import { printTable, step } from './report.js';
import { installTools, nodes } from './tools.js';
import { runPrograms } from './try-consumer.js';
import { checkWeight, installedVersion, weigh } from './weigh.js';

const packages = findPackages(fileURLToPath(new URL('../../..', import.meta.url)));

/** Runs all steps of a rehearsal. Passes functions to call at the end to `onClose`. */
export async function rehearse(folder: string, onClose: (close: () => Promise<void>) => void): Promise<void> {
  await step('the tools are installed', installTools);
  const registry = await step('a registry is started', () => startRegistry(folder));
  onClose(registry.close);
  const house = await step('the repository is copied', () => copyHouse(join(folder, 'house'), registry.url));
  const names = packages.map(({ manifest }) => manifest.name);
  await step(`${names.length} packages are released`, async () => {
    expectSame(await house.release({}), at('1.0.0', names));
  });

  const env = environment(join(folder, 'home'), registry.url);
  const installers = createInstallers(env);
  const [npm] = installers;
  await step('the emulator runs by npx, in an empty folder', async () => {
    const emulator = await startEmulatorByNpx(join(folder, 'npx'), env);
    await emulator.close();
  });
  const emulator = await step('the emulator is installed and runs', async () => {
    await npm.install(join(folder, 'emulator'), ['@wxt/emulator']);
    return startInstalledEmulator(join(folder, 'emulator'));
  });
  onClose(emulator.close);

  for (const consumer of consumers) {
    for (const installer of installers) {
      const place = join(folder, 'consumers', `${consumer.name} ${installer.name}`);
      await step(`${consumer.name}, by ${installer.name}: imported and required by each Node`, async () => {
        await installer.install(place, consumer.packages);
        await runPrograms(place, consumer, installer, emulator.env);
      });
    }
  }
  const compiled = await step('types compile', () => compileEverywhere(join(folder, 'types'), npm));

  const documents = await step('the code of all documents compiles in a new project', () =>
    compileDocuments(join(folder, 'documents'), npm),
  );

  await step('a patch of rooms releases only rooms', async () => {
    expectSame(await house.release({ rooms: 'patch' }), ['@wxt/rooms@1.0.1']);
  });
  await step('a minor of core releases only core, and new installs get it', async () => {
    expectSame(await house.release({ core: 'minor' }), ['@wxt/core@1.1.0']);
    const place = join(folder, 'after a minor');
    await npm.install(place, ['@wxt/rooms']);
    const found = ['rooms', 'core'].map((name) => `@wxt/${name}@${installedVersion(place, `@wxt/${name}`)}`);
    expectSame(found, ['@wxt/rooms@1.0.1', '@wxt/core@1.1.0']);
  });
  await step('a major of core is a major of every package that depends on it', async () => {
    const above = packages.filter(({ manifest }) => '@wxt/core' in (manifest.dependencies ?? {}));
    const majors = ['core', ...above.map(({ name }) => name)].map((name) => [name, 'major']);
    const published = await house.release(Object.fromEntries(majors));
    expectSame(published, at('2.0.0', ['@wxt/core', ...above.map(({ manifest }) => manifest.name)]));
  });
  await step('a resource at 1 and an SDK at 2 share session, errors and types', () =>
    tryMixedVersions(join(folder, 'mixed'), npm, emulator.env),
  );

  const weights = consumers.map(({ name }) => ({ name, ...weigh(join(folder, 'consumers', `${name} npm`)) }));
  printTable('Tried', [
    ['packages', names.length.toString()],
    ['installed by', installers.map(({ name }) => name).join(', ')],
    ['run by', `${Object.keys(nodes).join(', ')}, as ES modules and as CommonJS`],
    ...compiled,
    ...documents,
  ]);
  printTable(
    'Installed, with all dependencies',
    weights.map(({ name, bytes, packages: count }) => [
      name,
      `${Math.round(bytes / 1000)} kB in ${count} packages`,
    ]),
  );
  for (const { name, ...weight } of weights) checkWeight(name, weight);
}

function at(version: string, names: readonly string[]): string[] {
  return names.map((name) => `${name}@${version}`);
}
