import { once, setMaxListeners } from 'node:events';
import { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import { createApp } from './app.js';
import { recordEvents } from './events/record.js';
import { type Fault, Faults } from './faults/faults.js';
import { parseScan, type Scan } from './faults/scans.js';
import type { LoggedRequest } from './http/request-log.js';
import {
  type GuestIssuerAccount,
  type Integration,
  type IssuedTokens,
  inSeconds,
  randomSecret,
  revokeToken,
  type ServiceApp,
  type TokenLifetimes,
  usualOAuth,
} from './oauth/tokens.js';
import { type EmulatorUsers, seed } from './seed.js';
import type { Person } from './store/entities.js';
import type { Log } from './store/log.js';
import { createState, type State } from './store/state.js';
import { deliverWebhooks, type LoggedDelivery } from './webhooks/deliver.js';

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
  /** Milliseconds that the target of a webhook may take to answer a delivery. Default: 5000. */
  webhookTimeout?: number;
  /** How long tokens live, in seconds; fractions are fine. Default: as long as in the service. */
  tokenLifetimes?: Partial<TokenLifetimes>;
  /** Seconds a device that logs in has to wait between asking. Default: 2. */
  pollInterval?: number;
  /** Where logins of the integration lead back to. Default: `http://127.0.0.1:8080/`. */
  redirectUri?: string;
}

/** A running emulator. */
export interface Emulator {
  /** The base URL, which ends in `/v1/`. */
  readonly url: string;
  /** Who can use it. The first is an administrator, the last a bot. */
  readonly users: EmulatorUsers;
  /** A program that people can let act for them, by OAuth. */
  readonly integration: Integration;
  /** A program that acts for the organization, as the bot. */
  readonly serviceApp: ServiceApp;
  /** The organization that everybody is in. */
  readonly organizationId: string;
  /** Whose JWTs sign guests in. */
  readonly guestIssuer: GuestIssuerAccount;
  /**
   * The code that a person's authorization of the integration comes to; it works once. `codeChallenge` is that of PKCE,
   * by SHA-256. Throws an Error where there is no such person.
   */
  authorizationCode(personId: string, codeChallenge?: string): string;
  /** Lets a device in that shows this code, as somebody would in a browser. Throws an Error where none does. */
  approveDevice(userCode: string, personId: string): void;
  /** How many tokens have been issued so far, by what they were issued for. */
  readonly issuedTokens: Readonly<IssuedTokens>;
  /** Ends an access or refresh token; answers whether there was one. */
  revokeToken(token: string): boolean;
  /** Makes something go wrong; throws an error that says what is wrong with an invalid fault. */
  fault(fault: Fault): void;
  /**
   * Decides how the scan for malware of the next uploaded file goes, of the one after that, and so on; throws an error
   * that says what is wrong with an invalid scan. Files are clean at once otherwise.
   */
  scan(scan: Scan): void;
  /** Forgets the faults that have not happened yet. */
  clearFaults(): void;
  /** The last 1,000 requests to the API, oldest first: an array with `clear()` and `subscribe(listener)`. */
  readonly requests: Log<LoggedRequest>;
  /** The last 1,000 webhook deliveries, oldest first: an array with `clear()` and `subscribe(listener)`. */
  readonly deliveries: Log<LoggedDelivery>;
  /** Resolves once no webhook delivery is queued or in progress. */
  idle(): Promise<void>;
  /** Stops listening and breaks the connections that are open, those to the targets of webhooks included. */
  close(): Promise<void>;
}

/** Starts a Webex of its own, in this process and in memory. Rejects where the port is taken. */
export async function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  const { port = 0, host = '127.0.0.1', rooms = 0, messages = 0, webhookFailures = 100 } = options;
  const { webhookTimeout = 5000 } = options;
  const { pollInterval = usualOAuth.pollInterval, redirectUri = usualOAuth.redirectUri } = options;
  const lifetimes = { ...usualOAuth.lifetimes, ...options.tokenLifetimes };
  checkCounts(0, { rooms, messages });
  checkCounts(1, { webhookFailures, webhookTimeout });
  checkSeconds({ ...lifetimes, pollInterval });
  if (!URL.canParse(redirectUri)) throw new TypeError('redirectUri must be a whole address.');
  const state = createState(rooms * 3 + messages + 1000, {
    lifetimes,
    pollInterval,
    redirectUri,
  });
  const users = seed(state, rooms, messages);
  state.clock.goLive();
  const faults = new Faults();
  const closing = new AbortController();
  // One for each request that is held back.
  setMaxListeners(0, closing.signal);
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
  const idle = deliverWebhooks(state, {
    contentsUrl,
    maxFailures: webhookFailures,
    timeout: webhookTimeout,
    closing: closing.signal,
  });
  return {
    url,
    users,
    integration: state.integration,
    serviceApp: state.serviceApp,
    organizationId: state.organizationId,
    guestIssuer: state.guestIssuer,
    issuedTokens: state.issued,
    authorizationCode: (personId, codeChallenge) => {
      const code = randomSecret();
      state.grants.set(code, {
        person: personOf(state, personId),
        redirectUri: state.integration.redirectUri,
        scope: 'spark:all spark:kms',
        codeChallenge,
        expiresAt: inSeconds(lifetimes.code),
      });
      return code;
    },
    approveDevice: (userCode, personId) => {
      const login = [...state.deviceLogins.values()].find((one) => one.userCode === userCode);
      if (login === undefined) throw new Error('There is no device with this code.');
      login.answer = personOf(state, personId);
    },
    revokeToken: (token) => revokeToken(state, token),
    fault: (fault) => {
      faults.add(fault);
    },
    scan: (scan) => {
      state.scans.push(parseScan(scan));
    },
    clearFaults: () => faults.clear(),
    requests: state.requests.log,
    deliveries: state.deliveries.log,
    idle,
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

function personOf(state: State, personId: string): Person {
  const person = state.people.get(personId);
  if (person === undefined) throw new Error('There is no person with this id.');
  return person;
}

function checkSeconds(seconds: Readonly<Record<string, number>>): void {
  for (const [name, value] of Object.entries(seconds)) {
    if (!(value > 0)) throw new RangeError(`${name} must be a number of seconds above 0.`);
  }
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
