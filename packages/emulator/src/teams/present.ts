import type { Team, TeamMembership } from '../store/entities.js';

export function presentTeam({ id, name, description, created }: Team): object {
  return { id, name, description, created };
}

export function presentTeamMembership(membership: TeamMembership): object {
  const { id, team, person, isModerator, created } = membership;
  return {
    id,
    teamId: team.id,
    personId: person.id,
    personEmail: person.email,
    personDisplayName: person.profile.displayName,
    personOrgId: person.orgId,
    isModerator,
    created,
  };
}
