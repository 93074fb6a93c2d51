import { once, setMaxListeners } from 'node:events';
import { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import { createApp } from './app.js';
import type { Emulator, EmulatorOptions } from './emulator.js';
import { recordEvents } from './events/record.js';
import { Faults } from './faults/faults.js';
import { parseScan } from './faults/scans.js';
import { createRateLimiter } from './http/rate-limit.js';
import { defaultOAuth, inSeconds, randomSecret, revokeToken } from './oauth/tokens.js';
import { checkHostNames } from './page/guard.js';
import { loadScene } from './seed/load.js';
import { readScene } from './seed/read-scene.js';
import { addRooms } from './seed/rooms.js';
import { takeSnapshot } from './seed/snapshot.js';
import { issueUserTokens } from './seed/users.js';
import type { Person } from './store/entities.js';
import { createState, type State } from './store/state.js';
import { deliverWebhooks } from './webhooks/deliver.js';
import { addIncomingWebhook } from './webhooks/incoming.js';

/**
 * Starts an emulator in this process; it keeps everything in memory. Rejects if the port is taken, and with a TypeError
 * or a RangeError for invalid options.
 */
export async function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  const { port = 0, host = '127.0.0.1', rooms = 0, messages = 0, webhookFailures = 100 } = options;
  const { webhookTimeout = 5000, tokens = {}, rateLimit, allowedHosts = [] } = options;
  const { pollInterval = defaultOAuth.pollInterval, redirectUri = defaultOAuth.redirectUri } = options;
  const lifetimes = { ...defaultOAuth.lifetimes, ...options.tokenLifetimes };
  checkCounts(0, { rooms, messages });
  checkCounts(1, { webhookFailures, webhookTimeout });
  checkSeconds({ ...lifetimes, pollInterval });
  checkHostNames(allowedHosts);
  if (!URL.canParse(redirectUri)) throw new TypeError('redirectUri must be a whole URL.');
  const scene = await readScene(options.seed);
  const state = createState(rooms * 3 + messages + JSON.stringify(scene).length + 1000, {
    oauth: { lifetimes, pollInterval, redirectUri },
    organizationId: organizationOf(scene),
  });
  const standard = loadScene(state, scene);
  addRooms(state, standard.alice, rooms, messages);
  const users = issueUserTokens(state, standard, tokens);
  state.clock.goLive();
  state.rateLimit = rateLimit && createRateLimiter(rateLimit);
  const faults = new Faults();
  const closing = new AbortController();
  // One for each request and delivery in progress.
  setMaxListeners(0, closing.signal);
  const snapshot = () => takeSnapshot(state, standard);
  const app = createApp(state, faults, closing.signal, { snapshot, allowedHosts: [host, ...allowedHosts] });
  // By default, the adaptor replaces the process's Request and Response.
  const server = createAdaptorServer({ fetch: app.fetch, overrideGlobalObjects: false });
  server.listen(port, host);
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new TypeError('host must be an IP address.');
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
      if (login === undefined) throw new Error('No device shows this code.');
      login.answer = personOf(state, personId);
    },
    revokeToken: (token) => revokeToken(state, token),
    createIncomingWebhook: ({ roomId, name }) => {
      return `${url}webhooks/incoming/${addIncomingWebhook(state, roomId, name).id}`;
    },
    fault: (fault) => {
      faults.add(fault);
    },
    scan: (scan) => {
      state.scans.push(parseScan(scan));
    },
    clearFaults: () => faults.clear(),
    setRateLimit: (limit) => {
      state.rateLimit = limit && createRateLimiter(limit);
    },
    requests: state.requests.log,
    deliveries: state.deliveries.log,
    idle,
    snapshot,
    close: async () => {
      closing.abort();
      if (!server.listening) return;
      const closed = once(server, 'close');
      server.close();
      // Idle connections would keep it open.
      if (server instanceof Server) server.closeAllConnections();
      await closed;
    },
  };
}

function organizationOf(scene: unknown): string | undefined {
  const hasId = typeof scene === 'object' && scene !== null && 'organizationId' in scene;
  return hasId && typeof scene.organizationId === 'string' ? scene.organizationId : undefined;
}

function personOf(state: State, personId: string): Person {
  const person = state.people.get(personId);
  if (person === undefined) throw new Error('No person has this id.');
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

/** The URL to reach this address; "any address" is reached on loopback. */
function baseUrl({ address, family, port }: AddressInfo): string {
  const reachable = { '0.0.0.0': '127.0.0.1', '::': '::1' }[address] ?? address;
  return `http://${family === 'IPv6' ? `[${reachable}]` : reachable}:${port}/v1/`;
}
