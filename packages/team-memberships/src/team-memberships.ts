import type { ApiObject, ItemErrors, Paginator, RequestOptions, Session } from '@wxt/core';

/** A person's place in a team. */
export interface TeamMembership extends ApiObject {
  readonly id: string;
  readonly teamId: string;
  readonly personId: string;
  readonly personEmail?: string;
  readonly personDisplayName?: string;
  /** The organization of the person. */
  readonly personOrgId?: string;
  readonly isModerator: boolean;
  /** ISO 8601. */
  readonly created: string;
  /** Attributes that the service couldn't read, and why. */
  readonly errors?: ItemErrors;
}

export interface ListTeamMemberships {
  teamId: string;
  /** Page size, not a total. Default: 100. */
  max?: number | undefined;
}

/** A person, by exactly one of `personId` and `personEmail`, and the team to add them to. */
export type CreateTeamMembership = TeamMembershipByEmail | TeamMembershipByPerson;

interface TeamMembershipByEmail extends NewTeamMembership {
  personEmail: string;
  personId?: OnePerson | undefined;
}

interface TeamMembershipByPerson extends NewTeamMembership {
  personId: string;
  personEmail?: OnePerson | undefined;
}

interface NewTeamMembership {
  teamId: string;
  /** Default: false. */
  isModerator?: boolean | undefined;
}

/** Stands where nothing may be given; the compiler shows it to a caller who does. */
type OnePerson = 'Give personId or personEmail, not both';

export interface UpdateTeamMembership {
  isModerator: boolean;
}

const readOnlyFields = [
  'id',
  'teamId',
  'personId',
  'personEmail',
  'personDisplayName',
  'personOrgId',
  'created',
  'errors',
];

/**
 * Team memberships: who is in which team. Members of a team are in its General room.
 *
 * @see https://developer.webex.com/docs/api/v1/team-memberships
 */
export class TeamMemberships {
  constructor(protected readonly session: Session) {}

  /** Lists the members of a team; pages by the service's links. */
  list(query: ListTeamMemberships, options?: RequestOptions): Paginator<TeamMembership> {
    const rules = { required: ['teamId'] };
    return this.session.list<TeamMembership>(['team', 'memberships'], {
      ...options,
      query,
      rules,
      maxPageSize: 100,
    });
  }

  /** Adds somebody to a team; for its moderators. Rejects with a ConflictError if they are in it already. */
  create(membership: CreateTeamMembership, options?: RequestOptions): Promise<TeamMembership> {
    const rules = { required: ['teamId'], exactlyOne: ['personId', 'personEmail'] };
    return this.session.post<TeamMembership>(['team', 'memberships'], {
      ...options,
      body: membership,
      rules,
    });
  }

  /** Gets a membership. Rejects with a NotFoundError if the token's owner can't see it. */
  get(membershipId: string, options?: RequestOptions): Promise<TeamMembership> {
    return this.session.get<TeamMembership>(['team', 'memberships', membershipId], options);
  }

  /**
   * Makes somebody a moderator or an ordinary member; for moderators of the team. A membership that was read can be spread:
   * `update(membership.id, { ...membership, isModerator: true })`.
   */
  update(
    membershipId: string,
    membership: UpdateTeamMembership,
    options?: RequestOptions,
  ): Promise<TeamMembership> {
    return this.session.put<TeamMembership>(['team', 'memberships', membershipId], {
      ...options,
      body: membership,
      readOnlyFields,
      rules: { required: ['isModerator'] },
    });
  }

  /** Removes somebody from a team. The last moderator can't be removed: make somebody else a moderator first. */
  delete(membershipId: string, options?: RequestOptions): Promise<void> {
    return this.session.delete(['team', 'memberships', membershipId], options);
  }
}
