import type { ApiObject, ItemErrors, OpenEnum, Paginator, RequestOptions, Session } from '@wxt/core';

/** A person's place in a room. */
export interface Membership extends ApiObject {
  readonly id: string;
  readonly roomId?: string;
  readonly personId: string;
  readonly personEmail?: string;
  readonly personDisplayName?: string;
  /** The organization of the person. */
  readonly personOrgId?: string;
  readonly isModerator: boolean;
  /** Whether the person has hidden this direct room in their apps. */
  readonly isRoomHidden?: boolean;
  readonly roomType?: OpenEnum<'direct' | 'group'>;
  /** @deprecated Marked monitoring bots. */
  readonly isMonitor?: boolean;
  /** ISO 8601. */
  readonly created: string;
  /** Attributes that the service couldn't read, and why. */
  readonly errors?: ItemErrors;
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

/** A person, by exactly one of `personId` and `personEmail`, and the room to add them to. */
export type CreateMembership = MembershipByEmail | MembershipByPerson;

interface MembershipByEmail extends NewMembership {
  personEmail: string;
  personId?: OnePerson | undefined;
}

interface MembershipByPerson extends NewMembership {
  personId: string;
  personEmail?: OnePerson | undefined;
}

interface NewMembership {
  roomId: string;
  /** Default: false. */
  isModerator?: boolean | undefined;
}

/** Stands where nothing may be given; the compiler shows it to a caller who does. */
type OnePerson = 'Give personId or personEmail, not both';

/** At least one of `isModerator` and `isRoomHidden`; what is left out stays as it is. */
export type UpdateMembership = UpdateIsRoomHidden | UpdateIsModerator;

interface UpdateIsModerator {
  isModerator: boolean;
  /** Hides a direct room in the person's apps until the next message. */
  isRoomHidden?: boolean | undefined;
}

interface UpdateIsRoomHidden {
  isModerator?: boolean | undefined;
  /** Hides a direct room in the person's apps until the next message. */
  isRoomHidden: boolean;
}

const readOnlyFields = [
  'id',
  'roomId',
  'personId',
  'personEmail',
  'personDisplayName',
  'personOrgId',
  'roomType',
  'isMonitor',
  'created',
  'errors',
];

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

  /** Adds somebody to a group room. Rejects with a ConflictError if they are in it already. */
  create(membership: CreateMembership, options?: RequestOptions): Promise<Membership> {
    const rules = { required: ['roomId'], exactlyOne: ['personId', 'personEmail'] };
    return this.session.post<Membership>(['memberships'], { ...options, body: membership, rules });
  }

  /** Gets a membership. Rejects with a NotFoundError if the token's owner can't see it. */
  get(membershipId: string, options?: RequestOptions): Promise<Membership> {
    return this.session.get<Membership>(['memberships', membershipId], options);
  }

  /**
   * Makes somebody a moderator or an ordinary member, or hides a direct room. A membership that was read can be spread:
   * `update(membership.id, { ...membership, isModerator: true })`.
   */
  update(membershipId: string, membership: UpdateMembership, options?: RequestOptions): Promise<Membership> {
    return this.session.put<Membership>(['memberships', membershipId], {
      ...options,
      body: membership,
      readOnlyFields,
      rules: { atLeastOne: ['isModerator', 'isRoomHidden'] },
    });
  }

  /** Removes somebody from a room. The last moderator of a team's General room can't be removed. */
  delete(membershipId: string, options?: RequestOptions): Promise<void> {
    return this.session.delete(['memberships', membershipId], options);
  }
}
