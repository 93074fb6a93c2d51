import type { Fault } from './faults/faults.js';
import type { Scan } from './faults/scans.js';
import type { RateLimit } from './http/rate-limit.js';
import type { LoggedRequest } from './http/request-log.js';
import type {
  GuestIssuerAccount,
  Integration,
  IssuedTokens,
  ServiceApp,
  TokenLifetimes,
} from './oauth/tokens.js';
import type { Scene } from './seed/scene.js';
import type { EmulatorUsers } from './seed/users.js';
import type { Log } from './store/log.js';
import type { LoggedDelivery } from './webhooks/deliver.js';

export interface EmulatorOptions {
  /** Default: 0, which is any free port. */
  port?: number | undefined;
  /** The address to listen on. Default: 127.0.0.1. */
  host?: string | undefined;
  /**
   * Host names under which the page at `/` and everything below `/_emulator/` can be used, besides `host`, localhost and
   * IP addresses: `['emulator']` for a container with that name. Others are rejected, because an attacker can make any
   * name resolve to this address. The API itself can be used under any name.
   */
  allowedHosts?: readonly string[] | undefined;
  /**
   * What it contains at the start: a scene, or the path or `file:` URL of a JSON file with one. Default: five users and
   * nothing else.
   */
  seed?: Scene | string | URL | undefined;
  /**
   * Fixed access tokens, by the name of a standard user (`alice`, `bob`, `carol`, `dave`, `robot`) or by email address.
   * Default: random ones.
   */
  tokens?: Readonly<Record<string, string>> | undefined;
  /** How many requests each access token may send; then the response is 429. Default: no limit. */
  rateLimit?: RateLimit | undefined;
  /** How many group rooms the first user has at the start. Default: 0. */
  rooms?: number | undefined;
  /** How many messages are in the first of those rooms, which exists then in any case. Default: 0. */
  messages?: number | undefined;
  /** After how many failed deliveries in a row a webhook becomes inactive. Default: 100. */
  webhookFailures?: number | undefined;
  /** Milliseconds that the target of a webhook may take to respond. Default: 5000. */
  webhookTimeout?: number | undefined;
  /** How long tokens live, in seconds; fractions are fine. Default: as long as in the service. */
  tokenLifetimes?: Partial<TokenLifetimes> | undefined;
  /** Seconds a device that logs in must wait between polls. Default: 2. */
  pollInterval?: number | undefined;
  /** Where logins of the integration redirect to. Default: `http://127.0.0.1:8080/`. */
  redirectUri?: string | undefined;
}

/** A running emulator. */
export interface Emulator {
  /** The base URL, which ends in `/v1/`. */
  readonly url: string;
  /** Alice, who is an administrator, Bob, Carol, Dave, the bot, and the people of the seed. */
  readonly users: EmulatorUsers;
  /** A program that people authorize by OAuth to act for them. */
  readonly integration: Integration;
  /** A program that acts for the organization, as the bot. */
  readonly serviceApp: ServiceApp;
  /** The organization that everybody belongs to. */
  readonly organizationId: string;
  /** Its JWTs sign guests in. */
  readonly guestIssuer: GuestIssuerAccount;
  /**
   * Authorizes the integration as a person and returns the code, which works once. `codeChallenge` is that of
   * PKCE, by SHA-256. Throws an Error if there is no such person.
   */
  authorizationCode(personId: string, codeChallenge?: string): string;
  /** Approves a device that shows this code, as a person would in a browser. Throws an Error if there is none. */
  approveDevice(userCode: string, personId: string): void;
  /** How many tokens have been issued, by what they were issued for. */
  readonly issuedTokens: Readonly<IssuedTokens>;
  /** Revokes an access or refresh token. Returns whether there was one. */
  revokeToken(token: string): boolean;
  /** Creates an incoming webhook of a room and returns its URL. Throws an Error if there is no such room. */
  createIncomingWebhook(options: { roomId: string; name?: string | undefined }): string;
  /** Makes a later request fail. Throws an error that says what is wrong with an invalid fault. */
  fault(fault: Fault): void;
  /**
   * Sets the malware scan of the next file; called again, of the one after that, and so on. Other files are clean
   * immediately. Throws an error that says what is wrong with an invalid scan.
   */
  scan(scan: Scan): void;
  /** Removes the faults that have not happened yet. */
  clearFaults(): void;
  /** Sets the rate limit, or removes it if called without one. Throws a TypeError for an invalid limit. */
  setRateLimit(limit?: RateLimit | undefined): void;
  /** The last 1,000 requests to the API, oldest first: an array with `clear()` and `subscribe(listener)`. */
  readonly requests: Log<LoggedRequest>;
  /** The last 1,000 webhook deliveries, oldest first: an array with `clear()` and `subscribe(listener)`. */
  readonly deliveries: Log<LoggedDelivery>;
  /** Resolves once no webhook delivery is queued or in progress. */
  idle(): Promise<void>;
  /**
   * Returns what it contains, as JSON that `seed` takes: people, teams, rooms with their messages and files, webhooks.
   * Tokens, events and logs are not in it.
   */
  snapshot(): Scene;
  /** Stops listening and closes all connections, also those to the targets of webhooks. */
  close(): Promise<void>;
}
