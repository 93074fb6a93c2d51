import { startEmulator } from '@wxt/emulator';
import fc from 'fast-check';
import { type FuzzedRequest, fuzzedRequests, sendRaw } from './requests.js';

export interface FuzzResult {
  /** How many responses had each status; 0 if the connection was closed without one. */
  readonly statuses: Readonly<Record<number, number>>;
  readonly failures: readonly { readonly request: FuzzedRequest; readonly status: number }[];
  /** Whether the emulator still works afterwards. */
  readonly isAlive: boolean;
}

/** Sends that many requests with this seed to a new emulator, some at once. */
export async function fuzz(count: number, seed: number): Promise<FuzzResult> {
  const emulator = await startEmulator({ rooms: 2, messages: 20, webhookTimeout: 200 });
  const [alice, bob, , , robot] = emulator.users;
  const scene = emulator.snapshot();
  const known = {
    people: (scene.people ?? []).map(({ id = '' }) => id),
    rooms: (scene.rooms ?? []).map(({ id = '' }) => id),
    messages: (scene.rooms ?? []).flatMap(({ messages = [] }) => messages.map(({ id = '' }) => id)),
  };
  // Signed in as an administrator who is in the rooms, so that many requests get far.
  const tokens = [
    alice.accessToken,
    alice.accessToken,
    alice.accessToken,
    bob.accessToken,
    robot.accessToken,
  ];
  const requests = fc.sample(fuzzedRequests(known, tokens), { numRuns: count, seed });
  const statuses: Record<number, number> = {};
  const failures: { request: FuzzedRequest; status: number }[] = [];
  const port = Number(new URL(emulator.url).port);
  // Faults and rate limits that the requests set would affect later requests.
  const reset = () => {
    emulator.clearFaults();
    emulator.setRateLimit();
  };
  try {
    for (let start = 0; start < requests.length; start += 16) {
      const batch = requests.slice(start, start + 16);
      await Promise.all(
        batch.map(async (request) => {
          const status = await sendRaw(port, request);
          statuses[status] = (statuses[status] ?? 0) + 1;
          if (status === 0 || status >= 500) failures.push({ request, status });
        }),
      );
      reset();
    }
    const alive = await fetch(`${emulator.url}roles`, {
      headers: { authorization: `Bearer ${emulator.users[0].accessToken}` },
    });
    return { statuses, failures, isAlive: [200, 401].includes(alive.status) };
  } finally {
    await emulator.close();
  }
}
