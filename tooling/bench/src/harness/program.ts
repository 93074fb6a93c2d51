import { type ChildProcess, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

/** A program in its own process that answers one question at a time. */
export interface Program {
  ask<Answer>(question: unknown): Promise<Answer>;
  /** Stops it, which frees its memory. */
  stop(): Promise<void>;
}

/** Options for starting a program. */
interface StartOptions {
  /** Options of Node. */
  readonly flags?: readonly string[] | undefined;
  /** Additional environment variables. */
  readonly env?: NodeJS.ProcessEnv | undefined;
}

/** Starts a program of `programs/` that calls `answer`. */
export type StartProgram = (
  name: string,
  args?: readonly (string | number)[],
  options?: StartOptions,
) => Promise<Program>;

const locate = (name: string) => fileURLToPath(new URL(`programs/${name}.js`, import.meta.url));

/** Starts programs, and stops all that still run at the end. */
export function createPrograms(): { start: StartProgram; stop: () => void } {
  const children: ChildProcess[] = [];
  return {
    async start(name, args = [], { flags = [], env } = {}) {
      const options = { execArgv: [...flags], env: { ...process.env, ...env } };
      const child = fork(locate(name), args.map(String), options);
      children.push(child);
      await receive(child, name);
      return {
        async ask<Answer>(question: unknown) {
          child.send({ question });
          return (await receive(child, name)) as Answer;
        },
        async stop() {
          const ended = once(child, 'exit');
          child.kill();
          await ended;
        },
      };
    },
    stop: () => {
      for (const child of children) child.kill();
    },
  };
}

/** Runs a program of `programs/` to its end; returns its output and the milliseconds from start to exit. */
export async function runProgram(name: string, args: readonly string[]) {
  const started = performance.now();
  const child = spawn(process.execPath, [locate(name), ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [output, [code]] = await Promise.all([text(child.stdout), once(child, 'exit')]);
  if (code !== 0) throw new Error(`The program ${name} exited with code ${code}.`);
  return { output, duration: performance.now() - started };
}

interface Message {
  readonly answer?: unknown;
  readonly error?: string | undefined;
}

async function receive(child: ChildProcess, name: string): Promise<unknown> {
  const ended = new AbortController();
  try {
    const [message] = await Promise.race([
      once(child, 'message', { signal: ended.signal }) as Promise<[Message]>,
      once(child, 'exit', { signal: ended.signal }).then(([code]): [Message] => [{ error: `exit ${code}` }]),
    ]);
    if (message.error !== undefined) throw new Error(`The program ${name} failed: ${message.error}`);
    return message.answer;
  } finally {
    ended.abort();
  }
}
