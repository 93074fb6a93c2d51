import { once } from 'node:events';
import { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import { createApp } from './app.js';
import { type Fault, Faults } from './faults.js';
import { type EmulatorUsers, seed } from './seed.js';
import { createState } from './state/state.js';

export interface EmulatorOptions {
  /** Default: 0, which is any free port. */
  port?: number;
  /** The address to listen on. Default: 127.0.0.1. */
  host?: string;
  /** How many group rooms the first user has to begin with. Default: 0. */
  rooms?: number;
  /** How many messages there are in the first of those rooms, which is there then in any case. Default: 0. */
  messages?: number;
}

/** A running emulator. */
export interface Emulator {
  /** The base URL, which ends in `/v1/`. */
  readonly url: string;
  /** Who can use it. The first is an administrator, the last a bot. */
  readonly users: EmulatorUsers;
  /** Makes something go wrong; throws an error that says what is wrong with an invalid fault. */
  fault(fault: Fault): void;
  /** Forgets the faults that have not happened yet. */
  clearFaults(): void;
  /** Stops listening and breaks the connections that are open. */
  close(): Promise<void>;
}

/** Starts a Webex of its own, in this process and in memory. Rejects where the port is taken. */
export async function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  const { port = 0, host = '127.0.0.1', rooms = 0, messages = 0 } = options;
  for (const [name, count] of Object.entries({ rooms, messages })) {
    if (!Number.isSafeInteger(count) || count < 0)
      throw new RangeError(`${name} must be a whole number, 0 or more.`);
  }
  const state = createState(rooms * 3 + messages + 1000);
  const users = seed(state, rooms, messages);
  state.clock.goLive();
  const faults = new Faults();
  const closing = new AbortController();
  const app = createApp(state, faults, closing.signal);
  // The adaptor replaces the process's Request and Response unless told not to.
  const server = createAdaptorServer({ fetch: app.fetch, overrideGlobalObjects: false });
  server.listen(port, host);
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new TypeError('The host is not an address.');
  return {
    url: baseUrl(address),
    users,
    fault: (fault) => {
      faults.add(fault);
    },
    clearFaults: () => faults.clear(),
    close: async () => {
      closing.abort();
      if (!server.listening) return;
      const closed = once(server, 'close');
      server.close();
      // Connections that are kept alive would hold it open.
      if (server instanceof Server) server.closeAllConnections();
      await closed;
    },
  };
}

/** Where to reach what listens on this address; "any address" is reached on loopback. */
function baseUrl({ address, family, port }: AddressInfo): string {
  const reachable = { '0.0.0.0': '127.0.0.1', '::': '::1' }[address] ?? address;
  return `http://${family === 'IPv6' ? `[${reachable}]` : reachable}:${port}/v1/`;
}
