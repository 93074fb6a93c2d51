import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

export interface Emulator {
  /** What a program needs to talk to it. */
  readonly env: { readonly WEBEX_BASE_URL: string; readonly WEBEX_TEAMS_ACCESS_TOKEN: string };
  close(): Promise<void>;
}

/** Starts the emulator that was installed in a folder, by its command. */
export async function startInstalledEmulator(folder: string): Promise<Emulator> {
  const child = spawn(join(folder, 'node_modules/.bin/wxt-emulator'), {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let printed = '';
  for await (const chunk of child.stdout) {
    printed += chunk;
    const [, url, token] = /emulator at (\S+).*?administrator +(\S+)\n/s.exec(printed) ?? [];
    if (url === undefined || token === undefined) continue;
    return {
      env: { WEBEX_BASE_URL: url, WEBEX_TEAMS_ACCESS_TOKEN: token },
      async close() {
        const ended = once(child, 'exit');
        child.kill();
        await ended;
      },
    };
  }
  throw new Error(`The emulator ended early: ${printed}`);
}
