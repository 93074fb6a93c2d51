import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { onTestFinished } from 'vitest';
import { freePort } from './free-port.js';

export const hasRedis = spawnSync('redis-server', ['--version']).status === 0;

/** Starts a Redis that ends with the test; answers with its address. */
export async function startRedis(): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'wxt-redis-'));
  const port = await freePort();
  const settings = ['--port', `${port}`, '--bind', '127.0.0.1', '--save', '', '--dir', directory];
  const redis = spawn('redis-server', settings, { stdio: ['ignore', 'pipe', 'inherit'] });
  onTestFinished(async () => {
    await stop(redis);
    await rm(directory, { recursive: true });
  });
  for await (const line of createInterface(redis.stdout)) {
    if (line.includes('Ready to accept connections')) return `redis://127.0.0.1:${port}`;
  }
  throw new Error('redis-server ended before it was ready.');
}

async function stop(redis: ChildProcess): Promise<void> {
  if (redis.exitCode !== null) return;
  const closed = once(redis, 'exit');
  redis.kill();
  await closed;
}
