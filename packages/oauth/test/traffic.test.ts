import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { hasRedis, startRedis } from '@wxt/testing';
import { expect, test } from 'vitest';
import { openIntegration } from './open-integration.js';

const seconds = Number(process.env.TRAFFIC_SECONDS ?? 8);
const life = 2;
const traffic = fileURLToPath(new URL('traffic.ts', import.meta.url));
const title = `two processes with one Redis, ${seconds} s of traffic with tokens of ${life} s`;

if (hasRedis) {
  test(title, { timeout: (seconds + 60) * 1000 }, runTraffic);
} else {
  console.warn(`NOT RUN, as there is no redis-server on the PATH: ${title}`);
  test.skip(`NOT RUN, as there is no redis-server: ${title}`, runTraffic);
}

async function runTraffic(): Promise<void> {
  const { emulator, integration, grant } = await openIntegration({ tokenLifetimes: { access: life } });
  const { refresh_token: refreshToken } = await grant();
  const redis = await startRedis();
  const run = { redis, baseUrl: emulator.url, refreshToken, ...integration, seconds };
  const processes = await Promise.all([start(run), start(run)]);
  const requests = processes.map((one) => one.requests);
  const { byRefresh } = emulator.issuedTokens;
  console.log(`${requests.join(' + ')} requests, ${byRefresh} refreshes in ${seconds / life} lifetimes`);
  expect(processes.flatMap(({ failures }) => failures)).toEqual([]);
  expect(Math.min(...requests)).toBeGreaterThan(seconds);
  // A token is renewed up to 15 % ahead of its end; without sharing, there would be twice as many.
  expect(byRefresh).toBeGreaterThanOrEqual(seconds / life - 1);
  expect(byRefresh).toBeLessThan((1.5 * seconds) / life + 1);
}

async function start(run: object): Promise<{ requests: number; failures: string[] }> {
  const options = ['--import', 'tsx', '--conditions=@wxt/source', traffic, JSON.stringify(run)];
  const { stdout } = await promisify(execFile)(process.execPath, options);
  return JSON.parse(stdout);
}
