import { spawn } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { hasRedis, startRestartableRedis } from '@wxt/testing';
import { expect, onTestFinished, test } from 'vitest';
import { openIntegration } from './open-integration.js';

/** The length of the traffic and of each outage of Redis, and the life of a token, in seconds. */
const seconds = Number(process.env.TRAFFIC_SECONDS ?? 16);
const outage = Number(process.env.TRAFFIC_OUTAGE ?? 3);
const life = 2;
const program = fileURLToPath(new URL('traffic.ts', import.meta.url));
const title = `no request fails in ${seconds} s of traffic by two processes, with tokens of ${life} s, while Redis hangs, Redis restarts, and a process is killed`;

if (hasRedis) {
  test(title, { timeout: (seconds + 90) * 1000 }, runTraffic);
} else {
  console.warn(`NOT RUN, as there is no redis-server on the PATH: ${title}`);
  test.skip(`NOT RUN, as there is no redis-server: ${title}`, runTraffic);
}

async function runTraffic(): Promise<void> {
  const { emulator, integration, grant } = await openIntegration({ tokenLifetimes: { access: life } });
  const { refresh_token: refreshToken } = await grant();
  const redis = await startRestartableRedis();
  const run = { redisUrl: redis.url, baseUrl: emulator.url, refreshToken, ...integration };
  const processes = [startProcess(run), startProcess(run)];
  const spare = startProcess(run);
  await Promise.all([...processes, spare].map(({ events }) => once(events, 'isReady')));
  const started = Date.now();
  const until = started + seconds * 1000;
  const at = (share: number) => sleep(Math.max(0, started + share * seconds * 1000 - Date.now()));
  for (const { begin } of processes) begin(until);

  await at(0.2);
  redis.pause();
  await sleep(outage * 1000);
  redis.resume();

  await at(0.5);
  emulator.fault({ path: 'access_token', kind: 'delay', delay: 1_000, times: 1 });
  const victim = await Promise.race(
    processes.map(async (one) => {
      await once(one.events, 'isRefreshing');
      return one;
    }),
  );
  victim.child.kill('SIGKILL');
  spare.begin(until);

  await at(0.7);
  await redis.kill();
  await sleep(outage * 1000);
  await redis.start();

  const all = [...processes, spare];
  await Promise.all(all.map(({ ended }) => ended));
  const lifetimes = seconds / life;
  const restarts = 1;
  const allowed = lifetimes + restarts + 2;
  const { byRefresh } = emulator.issuedTokens;
  const failures = all.flatMap((one) => one.outcome.failures);
  const storeErrors = all.flatMap((one) => one.outcome.storeErrors);
  console.log(
    `${all.map(({ outcome }) => outcome.succeeded).join(' + ')} requests in ${seconds} s, ${failures.length} failed; ` +
      `${byRefresh} refreshes of ${allowed} allowed (${lifetimes} lifetimes + ${restarts} restart + 2); ` +
      `${storeErrors.length} store errors reported`,
  );
  expect(failures).toEqual([]);
  for (const one of all) expect(one.outcome.succeeded).toBeGreaterThan(seconds);
  expect(storeErrors.length).toBeGreaterThan(0);
  const finished = all.filter((one) => one !== victim);
  expect(finished.map(({ outcome }) => outcome.isStored)).toEqual([true, true]);
  expect(byRefresh).toBeLessThanOrEqual(allowed);
}

interface Outcome {
  succeeded: number;
  readonly failures: string[];
  readonly storeErrors: string[];
  isStored: boolean | undefined;
}

function startProcess(run: object) {
  const options = ['--import', 'tsx', '--conditions=@wxt/source', program, JSON.stringify(run)];
  const child = spawn(process.execPath, options, { stdio: ['pipe', 'pipe', 'inherit'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  const outcome: Outcome = { succeeded: 0, failures: [], storeErrors: [], isStored: undefined };
  const events = new EventEmitter();
  createInterface(child.stdout).on('line', (line) => {
    const event = parse(line);
    outcome.succeeded += event.succeeded ?? 0;
    if (event.failure !== undefined) outcome.failures.push(event.failure);
    if (event.storeError !== undefined) outcome.storeErrors.push(event.storeError);
    outcome.isStored ??= event.isStored;
    for (const name of Object.keys(event)) events.emit(name);
  });
  const begin = (until: number) => void child.stdin.write(`${until}\n`);
  return { child, outcome, events, begin, ended: once(child, 'close') };
}

interface Event {
  readonly succeeded?: number;
  readonly failure?: string;
  readonly storeError?: string;
  readonly isStored?: boolean;
}

/** A kill may cut a line off. */
function parse(line: string): Event {
  try {
    return JSON.parse(line);
  } catch {
    return {};
  }
}
