import { fork } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { freePort } from '@wxt/testing/free-port';
import { run } from './run.js';
import { tool } from './tools.js';

export interface Registry {
  /** Ends in a slash. */
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Starts an npm registry on loopback. It hosts our packages; all others come from the registry that npm is configured
 * for, with the certificates that npm trusts.
 */
export async function startRegistry(folder: string): Promise<Registry> {
  const setting = async (name: string) => (await run(folder, 'npm', ['config', 'get', name])).trim();
  const configured = await setting('registry');
  const authorities = await setting('cafile');
  const config = join(folder, 'verdaccio.json');
  const everyone = { access: '$all', publish: '$all', unpublish: '$all' };
  writeFileSync(
    config,
    JSON.stringify({
      storage: join(folder, 'storage'),
      // One slow response must not mark the upstream registry as down.
      uplinks: {
        configured: { url: configured, timeout: '60s', maxage: '60m', max_fails: 100, fail_timeout: '1s' },
      },
      packages: { '@wxt/*': everyone, '**': { access: '$all', proxy: 'configured' } },
      log: { type: 'file', path: join(folder, 'verdaccio.log'), level: 'warn' },
    }),
  );
  const port = await freePort();
  const url = `http://127.0.0.1:${port}/`;
  const child = fork(tool('verdaccio/bin/verdaccio'), ['--config', config, '--listen', url], {
    silent: true,
    // npm trusts these in addition to Node's own, and prints "null" for none.
    env: { ...process.env, ...(authorities !== 'null' && { NODE_EXTRA_CA_CERTS: authorities }) },
  });
  // Verdaccio sends its parent process a message when it listens.
  await Promise.race([
    once(child, 'message'),
    once(child, 'exit').then(() => Promise.reject(new Error('verdaccio exited before it listened'))),
  ]);
  return {
    url,
    async close() {
      const ended = once(child, 'exit');
      child.kill();
      await ended;
    },
  };
}
