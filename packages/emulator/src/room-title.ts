import type { Person, Room } from './state/entities.js';

/** A direct room bears the name of the other person; "Empty Title" is the service's word where there is none. */
export function roomTitle({ type, title, members }: Room, viewer: Person): string {
  if (type === 'group') return title;
  const other = [...members.values()].find(({ person }) => person !== viewer);
  return other?.person.profile.displayName ?? 'Empty Title';
}
