import type { ApiObject, OpenEnum, Paginator, RequestOptions, Session } from '@wxt/core';

/** A person's place in a room. */
export interface Membership extends ApiObject {
  readonly id: string;
  readonly roomId: string;
  readonly personId: string;
  readonly personEmail: string;
  readonly personDisplayName: string;
  /** The organization of the person. */
  readonly personOrgId: string;
  readonly isModerator: boolean;
  /** Whether the person has hidden this direct room in their apps. */
  readonly isRoomHidden?: boolean;
  readonly roomType?: OpenEnum<'direct' | 'group'>;
  /** @deprecated Marked monitoring bots. */
  readonly isMonitor?: boolean;
  /** ISO 8601. */
  readonly created: string;
}

export interface ListMemberships {
  /** Only the members of this room. Needed with `personId` and `personEmail`, save for compliance officers. */
  roomId?: string | undefined;
  /** Only this person. Not together with `personEmail`. */
  personId?: string | undefined;
  /** Only the person with this address. */
  personEmail?: string | undefined;
  /** Page size, not a total: 1 to 1000. Default: 100. */
  max?: number | undefined;
}

/** Takes either `personId` or `personEmail`. */
export interface CreateMembership {
  roomId: string;
  personId?: string | undefined;
  personEmail?: string | undefined;
  /** Default: false. */
  isModerator?: boolean | undefined;
}

export interface UpdateMembership {
  isModerator: boolean;
  /** Hides a direct room in the person's apps until the next message. */
  isRoomHidden: boolean;
}

/**
 * Memberships: who is in which room.
 *
 * @see https://developer.webex.com/docs/api/v1/memberships
 */
export class Memberships {
  constructor(protected readonly session: Session) {}

  /** Lists the members of a room or, without one, the memberships of the token's owner. */
  list(query: ListMemberships = {}, options?: RequestOptions): Paginator<Membership> {
    const rules = { exclusive: [['personId', 'personEmail']] };
    return this.session.list<Membership>(['memberships'], { ...options, query, rules, maxPageSize: 1000 });
  }

  /** Adds somebody to a group room. Throws a ConflictError where they are in it already. */
  create(membership: CreateMembership, options?: RequestOptions): Promise<Membership> {
    const rules = { required: ['roomId'], exactlyOne: ['personId', 'personEmail'] };
    return this.session.post<Membership>(['memberships'], { ...options, body: membership, rules });
  }

  /** Throws a NotFoundError for memberships the token's owner can't see. */
  get(membershipId: string, options?: RequestOptions): Promise<Membership> {
    return this.session.get<Membership>(['memberships', membershipId], options);
  }

  /** Makes somebody a moderator or an ordinary member, or hides a direct room. */
  update(membershipId: string, membership: UpdateMembership, options?: RequestOptions): Promise<Membership> {
    return this.session.put<Membership>(['memberships', membershipId], { ...options, body: membership });
  }

  /** Takes somebody out of a room. The last moderator of a team's General room can't be. */
  delete(membershipId: string, options?: RequestOptions): Promise<void> {
    return this.session.delete(['memberships', membershipId], options);
  }
}
