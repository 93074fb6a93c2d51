import type { Scan } from '../faults/scans.js';
import type { RateLimiter } from '../http/rate-limit.js';
import type { LoggedRequest } from '../http/request-log.js';
import {
  type Credential,
  type DeviceLogin,
  defaultOAuth,
  type Grant,
  type GuestIssuerAccount,
  type Integration,
  type IssuedTokens,
  type OAuthSettings,
  type RefreshToken,
  randomSecret,
  type ServiceApp,
  type TokenLifetimes,
} from '../oauth/tokens.js';
import type { LoggedDelivery } from '../webhooks/deliver.js';
import { Clock } from './clock.js';
import type {
  AttachmentAction,
  AuditEvent,
  Content,
  HistoricEvent,
  IncomingWebhook,
  License,
  Membership,
  Message,
  Person,
  Role,
  Room,
  RoomLink,
  Team,
  TeamMembership,
  Webhook,
} from './entities.js';
import { identifier } from './identifier.js';
import { createLog, type LogWriter } from './log.js';
import { SortedList } from './sorted-list.js';

/** The resources whose changes become webhooks and events. */
interface Published {
  rooms: Room;
  memberships: Membership;
  messages: Message;
  attachmentActions: AttachmentAction;
  tabs: RoomLink;
}

export type Change = {
  [Resource in keyof Published]: {
    readonly resource: Resource;
    readonly event: 'created' | 'updated' | 'deleted';
    /** The thing itself, not a copy: take what you need of it at once. */
    readonly data: Published[Resource];
    readonly actor: Person;
  };
}[keyof Published];

export type WatchedResource = Change['resource'] | 'people' | 'teams' | 'webhooks' | 'linkedFolders';

type Listener = (change: Change) => void;

/** All there is in one emulator. */
export interface State {
  readonly clock: Clock;
  readonly organizationId: string;
  /** The administrator role. */
  readonly administratorRole: string;
  /** The compliance officer role. */
  readonly complianceRole: string;
  readonly people: Map<string, Person>;
  /** By address, in lower case. */
  readonly peopleByEmail: Map<string, Person>;
  readonly peopleByName: SortedList<Person>;
  readonly rooms: Map<string, Room>;
  readonly publicRooms: SortedList<Room>;
  /** By the ids of the two people, in ascending order, with a space between. */
  readonly directRooms: Map<string, Room>;
  readonly memberships: Map<string, Membership>;
  readonly messages: Map<string, Message>;
  readonly contents: Map<string, Content>;
  /** The malware scans of the next files, in this order; clean immediately by default. */
  readonly scans: Scan[];
  readonly teams: Map<string, Team>;
  readonly teamsInOrder: SortedList<Team>;
  readonly teamMemberships: Map<string, TeamMembership>;
  readonly roomLinks: Map<string, RoomLink>;
  readonly attachmentActions: Map<string, AttachmentAction>;
  readonly webhooks: Map<string, Webhook>;
  readonly webhooksInOrder: SortedList<Webhook>;
  readonly incomingWebhooks: Map<string, IncomingWebhook>;
  readonly events: Map<string, HistoricEvent>;
  readonly eventsInOrder: SortedList<HistoricEvent>;
  readonly organization: { readonly id: string; readonly displayName: string; readonly created: string };
  readonly roles: readonly Role[];
  readonly licenses: Map<string, License>;
  /** Newest first. */
  readonly auditEvents: AuditEvent[];
  readonly integration: Integration;
  readonly serviceApp: ServiceApp;
  readonly guestIssuer: GuestIssuerAccount;
  /** By the authorization code. */
  readonly grants: Map<string, Grant>;
  readonly accessTokens: Map<string, Credential>;
  readonly refreshTokens: Map<string, RefreshToken>;
  /** By the device code. */
  readonly deviceLogins: Map<string, DeviceLogin>;
  readonly lifetimes: TokenLifetimes;
  /** Seconds a device must wait between polls. */
  readonly pollInterval: number;
  readonly issued: IssuedTokens;
  readonly guestsBySubject: Map<string, Person>;
  readonly listeners: Set<Listener>;
  /** Called with the resource whenever something of it changed; also for people, teams and webhooks. */
  readonly watchers: Set<(resource: WatchedResource) => void>;
  /** How many requests each token may send. */
  rateLimit: RateLimiter | undefined;
  readonly requests: LogWriter<LoggedRequest>;
  readonly deliveries: LogWriter<LoggedDelivery>;
}

/** The first is the administrator role, the last the compliance officer role. */
const roleNames = [
  'Full Administrator',
  'Read-only Administrator',
  'User and Device Administrator',
  'Device Administrator',
  'Support Administrator',
  'Compliance Officer',
];

const licenseNames = ['Messaging', 'Meeting - Webex Meeting Center', 'Webex Calling - Professional'];

/** Creates an empty organization, whose clock starts `behind` milliseconds ago. */
export function createState(
  behind: number,
  {
    oauth = defaultOAuth,
    organizationId = identifier('ORGANIZATION'),
  }: { oauth?: OAuthSettings | undefined; organizationId?: string | undefined } = {},
): State {
  const clock = new Clock(behind);
  const roles = roleNames.map((name) => ({ id: identifier('ROLE'), name }));
  const licenses = licenseNames.map((name) => ({ id: identifier('LICENSE'), name, totalUnits: 50 }));
  return {
    clock,
    organizationId,
    organization: { id: organizationId, displayName: 'Emulated Organization', created: clock.next() },
    roles,
    administratorRole: roles[0]?.id ?? '',
    complianceRole: roles.at(-1)?.id ?? '',
    licenses: new Map(licenses.map((license) => [license.id, license])),
    auditEvents: [],
    integration: {
      clientId: `C${randomSecret()}`,
      clientSecret: randomSecret(),
      redirectUri: oauth.redirectUri,
    },
    serviceApp: {
      applicationId: identifier('APPLICATION'),
      clientId: `C${randomSecret()}`,
      clientSecret: randomSecret(),
    },
    guestIssuer: {
      issuerId: identifier('ORGANIZATION'),
      secret: Buffer.from(randomSecret()).toString('base64'),
    },
    grants: new Map(),
    accessTokens: new Map(),
    refreshTokens: new Map(),
    deviceLogins: new Map(),
    lifetimes: oauth.lifetimes,
    pollInterval: oauth.pollInterval,
    issued: { byCode: 0, byRefresh: 0, byDevice: 0, byServiceApp: 0 },
    guestsBySubject: new Map(),
    people: new Map(),
    peopleByEmail: new Map(),
    peopleByName: new SortedList(({ id, profile }) => `${profile.displayName.toLowerCase()}\0${id}`),
    rooms: new Map(),
    publicRooms: new SortedList(({ madePublic = '' }) => madePublic),
    directRooms: new Map(),
    memberships: new Map(),
    messages: new Map(),
    contents: new Map(),
    scans: [],
    teams: new Map(),
    teamsInOrder: new SortedList(({ created }) => created),
    teamMemberships: new Map(),
    roomLinks: new Map(),
    attachmentActions: new Map(),
    webhooks: new Map(),
    incomingWebhooks: new Map(),
    webhooksInOrder: new SortedList(({ created }) => created),
    events: new Map(),
    eventsInOrder: new SortedList(({ created }) => created),
    listeners: new Set(),
    watchers: new Set(),
    rateLimit: undefined,
    requests: createLog(1000),
    deliveries: createLog(1000),
  };
}

/** Calls the listeners after a change, or just before a deletion. */
export function publish(state: State, change: Change): void {
  for (const listener of state.listeners) listener(change);
  notify(state, change.resource);
}

/** Calls the watchers after a change of this resource, or just before a deletion. */
export function notify(state: State, resource: WatchedResource): void {
  for (const watcher of state.watchers) watcher(resource);
}

export function isAdministrator(state: State, person: Person): boolean {
  return person.profile.roles.includes(state.administratorRole);
}
