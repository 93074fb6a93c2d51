/** Measures a call of the SDK against the clients beneath it: medians over interleaved rounds, as ratios in one run. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { Agent, get } from 'node:http';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { WebexTeamsAPI } from '@wxt/sdk';
import got from 'got';
import { Bench } from 'tinybench';

const rounds = 5;
const server = fork(fileURLToPath(new URL('server.ts', import.meta.url)));
const [port] = await once(server, 'message');
const url = `http://127.0.0.1:${port}/v1/people/me`;

const agent = new Agent({ keepAlive: true });
const headers = { authorization: 'Bearer token', accept: 'application/json' };
const client = got.extend({ agent: { http: agent }, headers, retry: { limit: 0 } });
const api = new WebexTeamsAPI({ accessToken: 'token', baseUrl: `http://127.0.0.1:${port}/v1/` });

const cases = {
  'bare got': () => client(url).json(),
  'bare node:http': () =>
    new Promise((resolve, reject) => {
      get(url, { agent, headers }, (response) => text(response).then(JSON.parse).then(resolve, reject)).on(
        'error',
        reject,
      );
    }),
  'people.me()': () => api.people.me(),
};
const at = {
  'one at a time': (call: () => Promise<unknown>) => call,
  '50 at once': (call: () => Promise<unknown>) => () => Promise.all(Array.from({ length: 50 }, call)),
};

for (const [mode, arrange] of Object.entries(at)) {
  const medians = new Map<string, number[]>();
  for (let round = 0; round < rounds; round += 1) {
    for (const [name, call] of Object.entries(cases)) {
      const bench = new Bench({ time: 400, warmupTime: 100, throws: true });
      bench.add(name, arrange(call));
      const [task] = await bench.run();
      if (task?.result.state !== 'completed') throw new Error(`${name} did not complete.`);
      medians.set(name, [...(medians.get(name) ?? []), task.result.latency.p50]);
    }
  }
  const median = (name: string) =>
    medians.get(name)?.sort((a, b) => a - b)[Math.floor(rounds / 2)] ?? Number.NaN;
  console.log(`\n${mode}`);
  console.table(
    Object.fromEntries(
      Object.keys(cases).map((name) => [
        name,
        {
          milliseconds: median(name).toFixed(3),
          '× bare got': (median(name) / median('bare got')).toFixed(2),
        },
      ]),
    ),
  );
}
agent.destroy();
server.disconnect();
