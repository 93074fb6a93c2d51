import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { type RequestOptions, request } from 'node:http';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import type { SignedRequest } from './signed.js';

const tsx = fileURLToPath(new URL('../node_modules/.bin/tsx', import.meta.url));

export interface ReceiverProcess {
  readonly url: string;
  /** The lines it has printed, without the first one. */
  readonly output: readonly string[];
  /** What it has written to stderr. */
  readonly errors: readonly string[];
  /** Ends it once it has handled all that it took; resolves to its exit code. */
  readonly end: () => Promise<number>;
}

/** Starts a program that listens on a port and prints its address; it ends with the test. */
export async function startReceiver(program: URL, redisUrl: string): Promise<ReceiverProcess> {
  const path = fileURLToPath(program);
  const child = spawn(tsx, ['--conditions=@wxt/source', path], {
    env: { ...process.env, REDIS_URL: redisUrl },
  });
  onTestFinished(() => {
    child.kill();
  });
  const closed = once(child, 'close');
  const errors: string[] = [];
  child.stderr.setEncoding('utf8').on('data', (text) => errors.push(text));
  const lines = createInterface(child.stdout);
  const output: string[] = [];
  const address = await Promise.race([
    once(lines, 'line').then(([line]) => JSON.parse(line)),
    closed.then(() => Promise.reject(new Error(`${path} ended: ${errors.join('')}`))),
  ]);
  lines.on('line', (line) => output.push(line));
  return {
    url: `http://127.0.0.1:${address.port}/`,
    output,
    errors,
    end: async () => {
      child.stdin.end();
      return (await closed)[0];
    },
  };
}

/** Runs tasks, that many at once, in their order. */
export async function atOnce(width: number, tasks: readonly (() => Promise<void>)[]): Promise<void> {
  const left = tasks.values();
  const worker = async () => {
    for (const task of left) await task();
  };
  await Promise.all(Array.from({ length: width }, worker));
}

/** Sends a request and resolves to the response's status; several times as fast as `fetch`. */
export function statusOf(url: string, { body, ...options }: SignedRequest & RequestOptions): Promise<number> {
  return new Promise((resolve, reject) => {
    const sent = request(url, options, (answer) => {
      answer.resume().on('end', () => resolve(answer.statusCode ?? 0));
    });
    sent.on('error', reject).end(body);
  });
}
