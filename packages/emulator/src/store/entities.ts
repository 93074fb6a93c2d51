import type { Kind } from './identifier.js';
import type { SortedList } from './sorted-list.js';

/** The attributes of a person that an update replaces, all of them. */
export interface Profile {
  displayName: string;
  firstName?: string | undefined;
  lastName?: string | undefined;
  nickName?: string | undefined;
  avatar?: string | undefined;
  phoneNumbers?: readonly object[] | undefined;
  extension?: string | undefined;
  locationId?: string | undefined;
  department?: string | undefined;
  manager?: string | undefined;
  managerId?: string | undefined;
  title?: string | undefined;
  addresses?: readonly object[] | undefined;
  siteUrls?: readonly string[] | undefined;
  roles: readonly string[];
  licenses: readonly string[];
  loginEnabled: boolean;
}

export interface Person {
  readonly id: string;
  /** An `appuser` is a guest. */
  readonly type: 'person' | 'bot' | 'appuser';
  readonly orgId: string;
  readonly created: string;
  email: string;
  profile: Profile;
  lastModified: string;
  lastActivity?: string | undefined;
  /** Whether the person was invited and has never signed in. */
  invitePending: boolean;
  readonly memberships: SortedList<Membership>;
  readonly rooms: Readonly<Record<RoomOrder, SortedList<Room>>>;
}

type RoomOrder = 'id' | 'lastactivity' | 'created';

export interface Room {
  readonly id: string;
  readonly type: 'direct' | 'group';
  readonly creatorId: string;
  readonly ownerId: string;
  readonly created: string;
  /** Of a group room; a direct room has the name of the other person. */
  title: string;
  lastActivity: string;
  isLocked: boolean;
  isAnnouncementOnly: boolean;
  isReadOnly: boolean;
  isPublic: boolean;
  /** Whether it is archived: read-only, and found by its id only. */
  isArchived: boolean;
  madePublic?: string | undefined;
  description?: string | undefined;
  teamId?: string | undefined;
  classificationId?: string | undefined;
  /** By the id of the person. */
  readonly members: Map<string, Membership>;
  readonly memberships: SortedList<Membership>;
  readonly messages: SortedList<Message>;
  readonly links: SortedList<RoomLink>;
}

export interface Membership {
  readonly id: string;
  readonly room: Room;
  readonly person: Person;
  readonly created: string;
  isModerator: boolean;
  isRoomHidden: boolean;
}

/** What a message says; an edit replaces it as a whole. */
export interface Wording {
  readonly text?: string | undefined;
  readonly markdown?: string | undefined;
  readonly html?: string | undefined;
  readonly mentionedPeople?: readonly string[] | undefined;
  readonly mentionedGroups?: readonly string[] | undefined;
}

export interface Message {
  readonly id: string;
  readonly room: Room;
  readonly parentId?: string | undefined;
  readonly personId: string;
  readonly personEmail: string;
  readonly created: string;
  /** The ids of the contents. */
  readonly files: readonly string[];
  readonly attachments: readonly object[];
  wording: Wording;
  updated?: string | undefined;
  edits: number;
}

/** A file: its URL, or what was uploaded or fetched; `gone` once its message is deleted. */
export interface Content {
  readonly room: Room;
  readonly file: string | StoredFile | 'gone';
}

/** A file that was uploaded, and its malware scan. */
export interface StoredFile {
  readonly name: string;
  readonly contentType: string;
  readonly bytes: Uint8Array;
  readonly scan: {
    /** Milliseconds since 1970. */
    readonly endsAt: number;
    readonly result: ScanResult;
  };
}

export type ScanResult = 'clean' | 'unscannable' | 'infected';

export interface Team {
  readonly id: string;
  readonly created: string;
  name: string;
  description?: string | undefined;
  /** The General room, created with the team and named like it. */
  generalRoomId?: string | undefined;
  /** By the id of the person. */
  readonly members: Map<string, TeamMembership>;
  readonly memberships: SortedList<TeamMembership>;
}

export interface TeamMembership {
  readonly id: string;
  readonly team: Team;
  readonly person: Person;
  readonly created: string;
  isModerator: boolean;
}

/** A tab or a linked folder of a room. */
export interface RoomLink {
  readonly id: string;
  readonly kind: Kind;
  readonly room: Room;
  readonly creatorId: string;
  readonly created: string;
  attributes: Readonly<Record<string, string>>;
}

/** Inputs submitted with a card. */
export interface AttachmentAction {
  readonly id: string;
  readonly message: Message;
  readonly personId: string;
  readonly inputs: object;
  readonly created: string;
}

export interface Webhook {
  readonly id: string;
  readonly owner: Person;
  readonly resource: string;
  readonly event: string;
  readonly filter?: string | undefined;
  readonly ownedBy: 'creator' | 'org';
  readonly created: string;
  name: string;
  targetUrl: string;
  secret?: string | undefined;
  status: 'active' | 'inactive';
  /** Deliveries that failed since the last that didn't. */
  failures: number;
}

/** Posts messages into a room for anybody who knows its id. */
export interface IncomingWebhook {
  readonly id: string;
  readonly room: Room;
  readonly author: Person;
}

/** Something that happened, as it was then. */
export interface HistoricEvent {
  readonly id: string;
  readonly resource: string;
  readonly type: string;
  readonly actorId: string;
  readonly orgId: string;
  readonly created: string;
  readonly data: object;
}

export interface License {
  readonly id: string;
  readonly name: string;
  readonly totalUnits: number;
}

export interface Role {
  readonly id: string;
  readonly name: string;
}

/** Something an administrator did. */
export interface AuditEvent {
  readonly id: string;
  readonly created: string;
  readonly actorId: string;
  readonly actorOrgId: string;
  readonly data: { readonly eventCategory: string; readonly [name: string]: unknown };
}
