import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { createInterface } from 'node:readline';
import { onTestFinished } from 'vitest';
import { freePort } from './free-port.js';

/** The path of redis-server, if it is installed. */
const program = (process.env.PATH ?? '')
  .split(delimiter)
  .map((folder) => join(folder, 'redis-server'))
  .find((path) => existsSync(path));

/** Whether Redis is installed. Tests that need it are reported as skipped otherwise. */
export const hasRedis = program !== undefined;

/** A Redis that a test can kill and restart on the same port; it persists nothing. */
export interface RestartableRedis {
  readonly url: string;
  /** Kills it as a crash would; resolves when the process has ended. */
  kill(): Promise<void>;
  /** Starts it again; resolves when it accepts connections. */
  start(): Promise<void>;
  /** Stops it without ending it: connections stay open, and nothing answers until `resume()`. */
  pause(): void;
  resume(): void;
}

/** Starts a Redis on a free port of loopback, in memory, that stops with the test; resolves to its URL. */
export async function startRedis(): Promise<string> {
  return (await startRestartableRedis()).url;
}

/** Starts a Redis as `startRedis` does, which can be killed and started again. */
export async function startRestartableRedis(): Promise<RestartableRedis> {
  const port = await freePort();
  let redis = await launch(port);
  const kill = async () => {
    redis.server.kill('SIGKILL');
    await redis.ended;
  };
  onTestFinished(kill);
  return {
    url: `redis://127.0.0.1:${port}`,
    kill,
    start: async () => {
      redis = await launch(port);
    },
    pause: () => void redis.server.kill('SIGSTOP'),
    resume: () => void redis.server.kill('SIGCONT'),
  };
}

async function launch(port: number) {
  if (program === undefined) throw new Error('redis-server is not installed.');
  const options = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no'];
  const server = spawn(program, options, { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(server, 'exit');
  for await (const line of createInterface(server.stdout)) {
    if (line.includes('Ready to accept connections')) {
      server.stdout.resume();
      return { server, ended };
    }
  }
  throw new Error('redis-server exited before it was ready.');
}
