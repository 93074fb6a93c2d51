import type { ScanResult } from '../store/entities.js';

/**
 * The contents of an emulator, as JSON: what `seed` takes and `snapshot()` returns. People are referred to by their email
 * addresses. Ids and times are optional; without them new ones are made.
 */
export interface Scene {
  organizationId?: string | undefined;
  people?: readonly ScenePerson[] | undefined;
  teams?: readonly SceneTeam[] | undefined;
  rooms?: readonly SceneRoom[] | undefined;
  webhooks?: readonly SceneWebhook[] | undefined;
}

/** A person; one with the email address of a standard user, like `alice@example.com`, changes that user. */
export interface ScenePerson {
  email: string;
  id?: string | undefined;
  /** Which standard user this is, if the email address isn't theirs. */
  user?: 'alice' | 'bob' | 'carol' | 'dave' | 'robot' | undefined;
  /** Whether this standard user was deleted. */
  deleted?: boolean | undefined;
  /** Default: `person`. */
  type?: 'person' | 'bot' | 'appuser' | undefined;
  /** Default: the email address. */
  displayName?: string | undefined;
  /** Null clears that of a standard user; so for the next two. */
  firstName?: string | null | undefined;
  lastName?: string | null | undefined;
  nickName?: string | null | undefined;
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
  /** Names of roles, like `Compliance Officer`. */
  roles?: readonly string[] | undefined;
  /** Names of licenses, like `Messaging`. */
  licenses?: readonly string[] | undefined;
  /** Default: true. */
  loginEnabled?: boolean | undefined;
  /** Default: false. */
  invitePending?: boolean | undefined;
  /** Of a guest. */
  guestSubject?: string | undefined;
  created?: string | undefined;
  lastModified?: string | undefined;
  lastActivity?: string | undefined;
}

export interface SceneTeam {
  name: string;
  id?: string | undefined;
  description?: string | undefined;
  created?: string | undefined;
  /** The id of its General room. Default: a new room. */
  generalRoom?: string | undefined;
  members: readonly SceneMember[];
}

/** The email address of a person, or more about a membership. */
export type SceneMember =
  | string
  | {
      person: string;
      id?: string | undefined;
      isModerator?: boolean | undefined;
      isRoomHidden?: boolean | undefined;
      created?: string | undefined;
    };

export interface SceneRoom {
  id?: string | undefined;
  /** Default: `group`. A direct room has two members and no title. */
  type?: 'group' | 'direct' | undefined;
  title?: string | undefined;
  /** The name or the id of its team. */
  team?: string | undefined;
  /** The email address or the id of the person who created it. Default: the first member. */
  creator?: string | undefined;
  isLocked?: boolean | undefined;
  isAnnouncementOnly?: boolean | undefined;
  isReadOnly?: boolean | undefined;
  isPublic?: boolean | undefined;
  isArchived?: boolean | undefined;
  description?: string | undefined;
  classificationId?: string | undefined;
  madePublic?: string | undefined;
  created?: string | undefined;
  lastActivity?: string | undefined;
  members: readonly SceneMember[];
  /** Oldest first. */
  messages?: readonly SceneMessage[] | undefined;
  tabs?: readonly SceneLink[] | undefined;
  linkedFolders?: readonly SceneLink[] | undefined;
}

export interface SceneMessage {
  /** The email address of the author. */
  from: string;
  id?: string | undefined;
  /** The id of the author; needed if the email address is nobody's any more. */
  personId?: string | undefined;
  /** The id of the message that it replies to. */
  parent?: string | undefined;
  text?: string | undefined;
  markdown?: string | undefined;
  /** Default: what `markdown` renders to. */
  html?: string | undefined;
  mentionedPeople?: readonly string[] | undefined;
  mentionedGroups?: readonly string[] | undefined;
  files?: readonly (string | SceneFile)[] | undefined;
  attachments?: readonly object[] | undefined;
  created?: string | undefined;
  updated?: string | undefined;
  edits?: number | undefined;
  /** What people submitted with its card. */
  actions?: readonly SceneAction[] | undefined;
}

/** A file given by its URL, or by its content. */
export interface SceneFile {
  id?: string | undefined;
  url?: string | undefined;
  name?: string | undefined;
  contentType?: string | undefined;
  base64?: string | undefined;
  /** The result of the scan for malware. Default: `clean`. */
  scan?: ScanResult | undefined;
}

export interface SceneAction {
  from: string;
  inputs: object;
  id?: string | undefined;
  created?: string | undefined;
}

export interface SceneLink {
  id?: string | undefined;
  creator?: string | undefined;
  created?: string | undefined;
  attributes: Readonly<Record<string, string>>;
}

export interface SceneWebhook {
  owner: string;
  name: string;
  targetUrl: string;
  resource: string;
  event: string;
  id?: string | undefined;
  filter?: string | undefined;
  secret?: string | undefined;
  ownedBy?: 'creator' | 'org' | undefined;
  status?: 'active' | 'inactive' | undefined;
  created?: string | undefined;
}
