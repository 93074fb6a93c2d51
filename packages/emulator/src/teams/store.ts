import { addMembership } from '../memberships/store.js';
import { addGroupRoom, archiveRoom, leaveRoom } from '../rooms/store.js';
import type { Person, Team, TeamMembership } from '../store/entities.js';
import { identifier, nameIn } from '../store/identifier.js';
import { SortedList } from '../store/sorted-list.js';
import { notify, publish, type State } from '../store/state.js';

/** Creates a team with its creator as moderator, and its General room, which has the same name. */
export function addTeam(state: State, creator: Person, name: string, description?: string): Team {
  const team = newTeam(state, { id: identifier('TEAM'), name, description, created: state.clock.next() });
  joinTeam(state, team, creator, true);
  const general = addGroupRoom(state, creator, { title: name, teamId: team.id });
  team.generalRoomId = general.id;
  return team;
}

/** Creates a team without members. */
export function newTeam(
  state: State,
  attributes: Pick<Team, 'id' | 'name' | 'description' | 'created'>,
): Team {
  const team: Team = {
    ...attributes,
    members: new Map(),
    memberships: new SortedList((membership) => membership.created),
  };
  state.teams.set(team.id, team);
  state.teamsInOrder.add(team);
  return team;
}

/** Adds a person to a team and its General room. */
export function addTeamMember(
  state: State,
  team: Team,
  person: Person,
  { isModerator, actor }: { isModerator: boolean; actor: Person },
): TeamMembership {
  const membership = joinTeam(state, team, person, isModerator);
  const general = state.rooms.get(team.generalRoomId ?? '');
  if (general !== undefined && !general.members.has(person.id)) {
    addMembership(state, general, person, { isModerator: false, actor });
  }
  return membership;
}

/**
 * Removes a person from a team and its rooms. If its last moderator was deleted, the oldest member becomes one; a team
 * without members is removed.
 */
export function removeTeamMember(state: State, membership: TeamMembership, actor: Person): void {
  const { team, person } = membership;
  team.members.delete(person.id);
  team.memberships.remove(membership);
  state.teamMemberships.delete(membership.id);
  notify(state, 'teams');
  for (const own of [...person.memberships.ascending()]) {
    if (own.room.teamId === team.id) leaveRoom(state, own, actor);
  }
  const members = [...team.memberships.ascending()];
  const [longest] = members;
  if (longest === undefined) removeTeam(state, team, actor);
  else if (!members.some(({ isModerator }) => isModerator)) longest.isModerator = true;
}

/** Renames the General room as well. */
export function updateTeam(
  state: State,
  team: Team,
  { name, description, actor }: { name: string; description?: string | undefined; actor: Person },
): void {
  team.description = description ?? team.description;
  if (name === team.name) return;
  team.name = name;
  notify(state, 'teams');
  const general = state.rooms.get(team.generalRoomId ?? '');
  if (general === undefined) return;
  general.title = name;
  publish(state, { resource: 'rooms', event: 'updated', data: general, actor });
}

/** Deletes a team and archives its rooms, the General room included, as the service does. */
export function removeTeam(state: State, team: Team, actor: Person): void {
  for (const room of [...state.rooms.values()]) if (room.teamId === team.id) archiveRoom(state, room, actor);
  for (const { id } of team.members.values()) state.teamMemberships.delete(id);
  state.teams.delete(team.id);
  state.teamsInOrder.remove(team);
  notify(state, 'teams');
}

export function joinTeam(
  state: State,
  team: Team,
  person: Person,
  isModerator: boolean,
  created = state.clock.next(),
): TeamMembership {
  const membership: TeamMembership = {
    id: identifier('TEAM_MEMBERSHIP', `${nameIn(person.id, 'PEOPLE')}:${nameIn(team.id, 'TEAM')}`),
    team,
    person,
    isModerator,
    created,
  };
  team.members.set(person.id, membership);
  team.memberships.add(membership);
  state.teamMemberships.set(membership.id, membership);
  notify(state, 'teams');
  return membership;
}
