import type { ApiObject, ItemErrors, OpenEnum, Paginator, RequestOptions, Session } from '@wxt/core';

/** A space where people post messages and share files. */
export interface Room extends ApiObject {
  readonly id: string;
  /** In a direct room, the other person's name. Absent if the service couldn't decrypt it: see `errors`. */
  readonly title?: string;
  /** `direct` is between two people, `group` anything else. */
  readonly type: OpenEnum<'direct' | 'group'>;
  /** Whether the room is moderated. */
  readonly isLocked: boolean;
  /** The team the room belongs to, if any. */
  readonly teamId?: string;
  /** When something last happened here; ISO 8601. */
  readonly lastActivity?: string;
  /** The person who created the room. */
  readonly creatorId: string;
  /** ISO 8601. */
  readonly created: string;
  /** The organization that owns the room. */
  readonly ownerId?: string;
  /** The room's current classification. */
  readonly classificationId?: string;
  /** Whether only moderators may post. */
  readonly isAnnouncementOnly?: boolean;
  /** Whether a compliance officer has closed this direct room for anything new. */
  readonly isReadOnly?: boolean;
  /** Whether anyone in the organization can find and join the room. */
  readonly isPublic?: boolean;
  /** When the room was made public; ISO 8601. */
  readonly madePublic?: string;
  readonly description?: string;
  /** Attributes that the service couldn't decrypt, and why. */
  readonly errors?: ItemErrors;
}

/** How to call into the meeting of a room. */
export interface RoomMeetingInfo extends ApiObject {
  readonly roomId: string;
  /** The address of the meeting on the web. */
  readonly meetingLink?: string;
  readonly sipAddress?: string;
  readonly meetingNumber?: string;
  readonly meetingId?: string;
  readonly callInTollFreeNumber?: string;
  readonly callInTollNumber?: string;
}

export interface ListRooms {
  /** Only the rooms of this team. Not together with `orgPublicSpaces`. */
  teamId?: string | undefined;
  /** Only rooms of this type. Not together with `orgPublicSpaces`. */
  type?: 'direct' | 'group' | undefined;
  /** The organization's public rooms, joined or not, ordered by `madePublic`. */
  orgPublicSpaces?: boolean | undefined;
  /** Only rooms made public after this time; ISO 8601. */
  from?: string | undefined;
  /** Only rooms made public before this time; ISO 8601. */
  to?: string | undefined;
  /** Default: `id`. Not together with `orgPublicSpaces`. */
  sortBy?: 'id' | 'lastactivity' | 'created' | undefined;
  /** Page size, not a total: 1 to 1000. Default: 100. */
  max?: number | undefined;
}

export interface CreateRoom {
  title: string;
  /** The team the room is to belong to. */
  teamId?: string | undefined;
  /** Not for bots, which can classify a room only by an update. */
  classificationId?: string | undefined;
  /** Makes the room moderated and its creator a moderator. */
  isLocked?: boolean | undefined;
  /** Lets anyone in the organization find and join the room; needs a `description`. */
  isPublic?: boolean | undefined;
  description?: string | undefined;
  /** Lets only moderators post. */
  isAnnouncementOnly?: boolean | undefined;
}

/** A title, and what else is to change. */
export type UpdateRoom = ReadRoom | RoomWithTitle;

/** A room that was read, with changes. It is a TypeError if it was read without a title and none was added. */
interface ReadRoom extends RoomChanges {
  id: string;
  title?: string | undefined;
}

interface RoomWithTitle extends RoomChanges {
  /** Required even if it stays as it is. */
  title: string;
}

interface RoomChanges {
  classificationId?: string | undefined;
  /** A team for a room that has none; rooms can't move between teams. */
  teamId?: string | undefined;
  /** Makes the room moderated and its creator a moderator. */
  isLocked?: boolean | undefined;
  /** Lets anyone in the organization find and join the room; requires a `description`. */
  isPublic?: boolean | undefined;
  /** A single space removes it. */
  description?: string | undefined;
  /** Lets only moderators post; the room must be locked. */
  isAnnouncementOnly?: boolean | undefined;
  /** Closes a direct room for anything new; for compliance officers. */
  isReadOnly?: boolean | undefined;
}

const readOnlyFields = [
  'id',
  'type',
  'lastActivity',
  'creatorId',
  'created',
  'ownerId',
  'madePublic',
  'errors',
];

/**
 * Rooms, which Webex's apps call spaces. To open a direct room, send a message to a person.
 *
 * @see https://developer.webex.com/docs/api/v1/rooms
 */
export class Rooms {
  constructor(protected readonly session: Session) {}

  /** Lists the rooms the token's owner is a member of. */
  list(query: ListRooms = {}, options?: RequestOptions): Paginator<Room> {
    const exclusive = ['teamId', 'type', 'sortBy'].map((name) => ['orgPublicSpaces', name]);
    return this.session.list<Room>(['rooms'], { ...options, query, rules: { exclusive }, maxPageSize: 1000 });
  }

  /** Creates a group room with the token's owner as its first member. */
  create(room: CreateRoom, options?: RequestOptions): Promise<Room> {
    return this.session.post<Room>(['rooms'], { ...options, body: room, rules: { required: ['title'] } });
  }

  /** Gets a room. Rejects with a NotFoundError if the token's owner can't see it. */
  get(roomId: string, options?: RequestOptions): Promise<Room> {
    return this.session.get<Room>(['rooms', roomId], options);
  }

  /**
   * Gets how to call into a room's meeting.
   *
   * @deprecated Webex announced the end of this endpoint for January 2025; it may answer with an error.
   */
  getMeetingInfo(roomId: string, options?: RequestOptions): Promise<RoomMeetingInfo> {
    return this.session.get<RoomMeetingInfo>(['rooms', roomId, 'meetingInfo'], options);
  }

  /**
   * Changes a room; in a moderated room only moderators can. A room that was read can be spread:
   * `update(room.id, { ...room, isLocked: true })`.
   */
  update(roomId: string, room: UpdateRoom, options?: RequestOptions): Promise<Room> {
    return this.session.put<Room>(['rooms', roomId], {
      ...options,
      body: room,
      readOnlyFields,
      rules: { required: ['title'] },
    });
  }

  /**
   * Deletes a room with all its messages, for good. A room of a team is archived instead, and somebody who is not its
   * moderator only leaves the room.
   */
  delete(roomId: string, options?: RequestOptions): Promise<void> {
    return this.session.delete(['rooms', roomId], options);
  }
}
