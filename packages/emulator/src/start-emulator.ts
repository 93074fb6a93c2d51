import { once } from 'node:events';
import { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import { createApp } from './app.js';
import { deliverWebhooks } from './deliver-webhooks.js';
import { type Fault, Faults } from './faults.js';
import { recordEvents } from './record-events.js';
import { type EmulatorUsers, seed } from './seed.js';
import { createState } from './state/state.js';
import { type GuestIssuerAccount, type Integration, randomSecret } from './state/tokens.js';

export interface EmulatorOptions {
  /** Default: 0, which is any free port. */
  port?: number;
  /** The address to listen on. Default: 127.0.0.1. */
  host?: string;
  /** How many group rooms the first user has to begin with. Default: 0. */
  rooms?: number;
  /** How many messages there are in the first of those rooms, which is there then in any case. Default: 0. */
  messages?: number;
  /** After how many failed deliveries in a row a webhook is made inactive. Default: 100. */
  webhookFailures?: number;
}

/** A running emulator. */
export interface Emulator {
  /** The base URL, which ends in `/v1/`. */
  readonly url: string;
  /** Who can use it. The first is an administrator, the last a bot. */
  readonly users: EmulatorUsers;
  /** A program that people can let act for them, by OAuth. */
  readonly integration: Integration;
  /** Whose JWTs sign guests in. */
  readonly guestIssuer: GuestIssuerAccount;
  /**
   * The code that a person's authorization of the integration comes to; it works once. `codeChallenge` is that of PKCE,
   * by SHA-256. Throws an Error where there is no such person.
   */
  authorizationCode(personId: string, codeChallenge?: string): string;
  /** Makes something go wrong; throws an error that says what is wrong with an invalid fault. */
  fault(fault: Fault): void;
  /** Forgets the faults that have not happened yet. */
  clearFaults(): void;
  /** Stops listening and breaks the connections that are open, those to the targets of webhooks included. */
  close(): Promise<void>;
}

/** Starts a Webex of its own, in this process and in memory. Rejects where the port is taken. */
export async function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  const { port = 0, host = '127.0.0.1', rooms = 0, messages = 0, webhookFailures = 100 } = options;
  checkCounts(0, { rooms, messages });
  checkCounts(1, { webhookFailures });
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
  const url = baseUrl(address);
  const contentsUrl = `${url}contents/`;
  recordEvents(state, contentsUrl);
  deliverWebhooks(state, {
    contentsUrl,
    mostFailures: webhookFailures,
    patience: 5000,
    closing: closing.signal,
  });
  return {
    url,
    users,
    integration: state.integration,
    guestIssuer: state.guestIssuer,
    authorizationCode: (personId, codeChallenge) => {
      const person = state.people.get(personId);
      if (person === undefined) throw new Error('There is no person with this id.');
      const code = randomSecret();
      state.grants.set(code, { person, codeChallenge });
      return code;
    },
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

function checkCounts(least: number, counts: Readonly<Record<string, number>>): void {
  for (const [name, count] of Object.entries(counts)) {
    if (!Number.isSafeInteger(count) || count < least)
      throw new RangeError(`${name} must be a whole number, ${least} or more.`);
  }
}

/** Where to reach what listens on this address; "any address" is reached on loopback. */
function baseUrl({ address, family, port }: AddressInfo): string {
  const reachable = { '0.0.0.0': '127.0.0.1', '::': '::1' }[address] ?? address;
  return `http://${family === 'IPv6' ? `[${reachable}]` : reachable}:${port}/v1/`;
}
