import type { ApiObject, ItemErrors, Paginator, RequestOptions, Session } from '@wxt/core';

/** People with rooms in common. */
export interface Team extends ApiObject {
  readonly id: string;
  readonly name: string;
  readonly description?: string;
  /** ISO 8601. */
  readonly created: string;
  /** Attributes that the service couldn't decrypt, and why. */
  readonly errors?: ItemErrors;
}

export interface ListTeams {
  /** Page size, not a total. Default: 100. */
  max?: number | undefined;
}

export interface CreateTeam {
  name: string;
  description?: string | undefined;
}

export interface UpdateTeam {
  /** Required even if it stays as it is. */
  name: string;
  description?: string | undefined;
}

/**
 * Teams: people with rooms in common, the General room among them.
 *
 * @see https://developer.webex.com/docs/api/v1/teams
 */
export class Teams {
  constructor(protected readonly session: Session) {}

  /** Lists the teams the token's owner is a member of; pages by the service's links. */
  list(query: ListTeams = {}, options?: RequestOptions): Paginator<Team> {
    return this.session.list<Team>(['teams'], { ...options, query, maxPageSize: 100 });
  }

  /** Creates a team with the token's owner as its first member. */
  create(team: CreateTeam, options?: RequestOptions): Promise<Team> {
    return this.session.post<Team>(['teams'], { ...options, body: team, rules: { required: ['name'] } });
  }

  /** Gets a team. Rejects with a NotFoundError if the token's owner can't see it. */
  get(teamId: string, options?: RequestOptions): Promise<Team> {
    return this.session.get<Team>(['teams', teamId], options);
  }

  /** Changes a team; for its moderators. A team that was read can be spread: `update(team.id, { ...team, name })`. */
  update(teamId: string, team: UpdateTeam, options?: RequestOptions): Promise<Team> {
    const rules = { required: ['name'] };
    const readOnlyFields = ['id', 'creatorId', 'created', 'errors'];
    return this.session.put<Team>(['teams', teamId], { ...options, body: team, readOnlyFields, rules });
  }

  /** Deletes a team; for its moderators. */
  delete(teamId: string, options?: RequestOptions): Promise<void> {
    return this.session.delete(['teams', teamId], options);
  }
}
