import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const tsx = fileURLToPath(new URL('../node_modules/.bin/tsx', import.meta.url));
const quickstart = fileURLToPath(new URL('../quickstart.ts', import.meta.url));

test('the quickstart goes through its steps, shows what it says, and ends by itself', async () => {
  const { stdout, stderr } = await promisify(execFile)(tsx, ['--conditions=@wxt/source', quickstart], {
    env: { PATH: process.env.PATH },
  });
  const titles = [...stdout.matchAll(/^(\d+)\. /gm)].map(([, number]) => Number(number));
  expect(titles).toEqual(Array.from({ length: 12 }, (_, index) => index + 1));
  for (const shown of [
    'AccessTokenError: No access token. Set the environment variable WEBEX_TEAMS_ACCESS_TOKEN',
    'ConflictError: 409 Conflict',
    'listed:  Hello Webex',
    'deleted: 0 messages left',
    '251 rooms in pages of 100',
    'the new room is there',
    'room.teamId: undefined',
    'IT WORKS',
    '2 rooms deleted',
  ]) {
    expect(stdout).toContain(shown);
  }
  expect(stdout).toMatch(/me\.userName: \S+@\S+/);
  expect(stderr).toBe('');
});
