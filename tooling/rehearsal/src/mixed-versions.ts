import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Installer } from './installers.js';
import { run } from './run.js';

/** A resource of one major version next to an SDK of the following one, each with its own core. */
const program = `import { ApiError, NotFoundError, Rooms } from '@wxt/rooms';
import * as sdk from '@wxt/sdk';

const api = new sdk.WebexTeamsAPI({ baseUrl: process.env.WEBEX_BASE_URL });
const rooms = new Rooms(api.session);
const room = await rooms.create({ title: 'Lab' });
await api.rooms.delete(room.id);
const error: unknown = await rooms.get(room.id).catch((error: unknown) => error);
const kinds = [ApiError, NotFoundError, sdk.ApiError, sdk.NotFoundError, sdk.ConflictError];
console.log(room.title, ApiError === sdk.ApiError, ...kinds.map((kind) => error instanceof kind));
const list: sdk.Paginator<sdk.Room> = rooms.list();
await list.first();
`;

/** Checks that two copies of core in one program share a session, errors and types. */
export async function tryMixedVersions(
  folder: string,
  installer: Installer,
  env: Readonly<Record<string, string>>,
): Promise<void> {
  await installer.install(folder, ['@wxt/rooms@1', '@wxt/sdk@2', '@types/node@20', 'typescript@6']);
  writeFileSync(join(folder, 'program.mts'), program);
  const how = ['--strict', '--target', 'es2022', '--module', 'nodenext', '--types', 'node'];
  await run(folder, process.execPath, ['node_modules/typescript/bin/tsc', ...how, 'program.mts']);
  const printed = await run(folder, process.execPath, ['program.mjs'], env);
  const expected = 'Lab false true true true true false\n';
  if (printed !== expected) throw new Error(`Mixed versions print ${printed}, not ${expected}`);
}
