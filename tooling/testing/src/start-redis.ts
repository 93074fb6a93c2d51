import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { createInterface } from 'node:readline';
import { onTestFinished } from 'vitest';
import { freePort } from './free-port.js';

/** Where the machine's Redis is, if it has one. */
const program = (process.env.PATH ?? '')
  .split(delimiter)
  .map((folder) => join(folder, 'redis-server'))
  .find((path) => existsSync(path));

/** Whether there is a Redis to start. A test that needs one and has none says that it was not run. */
export const hasRedis = program !== undefined;

/** Starts a Redis on a free port of loopback, in memory, that ends with the test; answers with its URL. */
export async function startRedis(): Promise<string> {
  if (program === undefined) throw new Error('There is no redis-server on this machine.');
  const port = await freePort();
  const options = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'];
  const server = spawn(program, options, { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(server, 'exit');
  onTestFinished(async () => {
    server.kill();
    await ended;
  });
  for await (const line of createInterface(server.stdout)) {
    if (line.includes('Ready to accept connections')) {
      server.stdout.resume();
      return `redis://127.0.0.1:${port}`;
    }
  }
  throw new Error('redis-server ended before it was ready.');
}
