import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const tsx = fileURLToPath(new URL('../node_modules/.bin/tsx', import.meta.url));
const tour = fileURLToPath(new URL('../tour.ts', import.meta.url));

test('the tour stops at each of the nineteen resources, shows what it says, and ends by itself', async () => {
  const { stdout, stderr } = await promisify(execFile)(tsx, ['--conditions=@wxt/source', tour], {
    env: { PATH: process.env.PATH },
  });
  const stops = [...stdout.matchAll(/^(\d+)\. (\w+): /gm)];
  expect(stops.map(([, number]) => Number(number))).toEqual(
    Array.from({ length: 19 }, (_, index) => index + 1),
  );
  expect(new Set(stops.map(([, , property]) => property)).size).toBe(19);
  for (const shown of [
    'Grace Hopper is pending',
    'a token for 14 days, of Bob Brown',
    'Alice Adams (moderator)',
    'Alice Adams, Bob Brown, Carol Clark',
    'bob@example.com: Who wrote the first compiler?',
    'a POST says messages created, signed ',
    "{ answer: 'Grace Hopper' }",
    'Manual https://example.com/a-0',
    'Tapes https://example.com/a-0',
    'attachmentActions created',
    'Full Administrator',
    'Messaging: 1 of 50, by grace@example.com',
    'Emulated Organization',
    'Alice Adams: licenses assigned: Grace Hopper',
    'Emulated cluster is Operational',
    'Ada Lovelace has a token for 12 hours; guests: 1',
    'Jean Bartik is a guest',
  ]) {
    expect(stdout).toContain(shown);
  }
  expect(stderr).toBe('');
});
