import { type SpawnOptions, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

export interface Emulator {
  /** The environment variables a program needs to connect to it. */
  readonly env: { readonly WEBEX_BASE_URL: string; readonly WEBEX_TEAMS_ACCESS_TOKEN: string };
  close(): Promise<void>;
}

/** Starts the emulator installed in a folder by its command. */
export function startInstalledEmulator(folder: string): Promise<Emulator> {
  return start(join(folder, 'node_modules/.bin/wxt-emulator'), []);
}

/** Starts the emulator by npx in a folder where it isn't installed. */
export function startEmulatorByNpx(folder: string, env: NodeJS.ProcessEnv): Promise<Emulator> {
  mkdirSync(folder);
  return start('npx', ['--yes', '@wxt/emulator'], { cwd: folder, env });
}

async function start(
  command: string,
  args: readonly string[],
  options: SpawnOptions = {},
): Promise<Emulator> {
  // In its own process group: npx doesn't pass signals on to its child.
  const child = spawn(command, args, { ...options, detached: true, stdio: ['ignore', 'pipe', 'inherit'] });
  let printed = '';
  for await (const chunk of child.stdout) {
    printed += chunk;
    const [, url, token] = /emulator at (\S+).*?administrator +(\S+)\n/s.exec(printed) ?? [];
    if (url === undefined || token === undefined) continue;
    return {
      env: { WEBEX_BASE_URL: url, WEBEX_TEAMS_ACCESS_TOKEN: token },
      async close() {
        const ended = once(child, 'exit');
        if (child.pid !== undefined) process.kill(-child.pid);
        await ended;
      },
    };
  }
  throw new Error(`The emulator exited early: ${printed}`);
}
