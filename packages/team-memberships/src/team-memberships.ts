import type { ApiObject, Paginator, RequestOptions, Session } from '@wxt/core';

/** A person's place in a team. */
export interface TeamMembership extends ApiObject {
  readonly id: string;
  readonly teamId: string;
  readonly personId: string;
  readonly personEmail: string;
  readonly personDisplayName: string;
  /** The organization of the person. */
  readonly personOrgId: string;
  readonly isModerator: boolean;
  /** ISO 8601. */
  readonly created: string;
}

export interface ListTeamMemberships {
  teamId: string;
  /** Page size, not a total. Default: 100. */
  max?: number | undefined;
}

/** Takes either `personId` or `personEmail`. */
export interface CreateTeamMembership {
  teamId: string;
  personId?: string | undefined;
  personEmail?: string | undefined;
  /** Default: false. */
  isModerator?: boolean | undefined;
}

export interface UpdateTeamMembership {
  isModerator: boolean;
}

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

  /** Adds somebody to a team; for its moderators. Throws a ConflictError where they are in it already. */
  create(membership: CreateTeamMembership, options?: RequestOptions): Promise<TeamMembership> {
    const rules = { required: ['teamId'], exactlyOne: ['personId', 'personEmail'] };
    return this.session.post<TeamMembership>(['team', 'memberships'], {
      ...options,
      body: membership,
      rules,
    });
  }

  /** Throws a NotFoundError for memberships the token's owner can't see. */
  get(membershipId: string, options?: RequestOptions): Promise<TeamMembership> {
    return this.session.get<TeamMembership>(['team', 'memberships', membershipId], options);
  }

  /** Makes somebody a moderator or an ordinary member; for moderators of the team. */
  update(
    membershipId: string,
    membership: UpdateTeamMembership,
    options?: RequestOptions,
  ): Promise<TeamMembership> {
    return this.session.put<TeamMembership>(['team', 'memberships', membershipId], {
      ...options,
      body: membership,
      rules: { required: ['isModerator'] },
    });
  }

  /** Takes somebody out of a team. Its last moderator can't be: make somebody else one first. */
  delete(membershipId: string, options?: RequestOptions): Promise<void> {
    return this.session.delete(['team', 'memberships', membershipId], options);
  }
}
