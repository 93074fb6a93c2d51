import type { SortedList } from '../sorted-list.js';

/** The attributes of a person that an update replaces, all of them. */
export interface Profile {
  displayName: string;
  firstName?: string;
  lastName?: string;
  nickName?: string;
  avatar?: string;
  phoneNumbers?: readonly object[];
  extension?: string;
  locationId?: string;
  department?: string;
  manager?: string;
  managerId?: string;
  title?: string;
  addresses?: readonly object[];
  siteUrls?: readonly string[];
  roles: readonly string[];
  licenses: readonly string[];
  loginEnabled: boolean;
}

export interface Person {
  readonly id: string;
  readonly type: 'person' | 'bot';
  readonly orgId: string;
  readonly created: string;
  email: string;
  profile: Profile;
  lastModified: string;
  lastActivity?: string;
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
  /** Of a group; a direct room bears the name of whoever is at the other end. */
  title: string;
  lastActivity: string;
  isLocked: boolean;
  isAnnouncementOnly: boolean;
  isReadOnly: boolean;
  isPublic: boolean;
  madePublic?: string;
  description?: string;
  teamId?: string;
  classificationId?: string;
  /** By the id of the person. */
  readonly members: Map<string, Membership>;
  readonly memberships: SortedList<Membership>;
  readonly messages: SortedList<Message>;
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
  readonly text?: string;
  readonly markdown?: string;
  readonly html?: string;
  readonly mentionedPeople?: readonly string[];
  readonly mentionedGroups?: readonly string[];
}

export interface Message {
  readonly id: string;
  readonly room: Room;
  readonly parentId?: string;
  readonly personId: string;
  readonly personEmail: string;
  readonly created: string;
  /** The ids of the contents. */
  readonly files: readonly string[];
  readonly attachments: readonly object[];
  wording: Wording;
  updated?: string;
  edits: number;
}

/** A file of a message: where its sender said that it is. */
export interface Content {
  readonly room: Room;
  readonly source: string;
}
