import type { Person, Room } from '../store/entities.js';

/** A room as this person sees it. */
export function presentRoom(room: Room, viewer: Person): object {
  const { id, type, isLocked, lastActivity, creatorId, created, ownerId } = room;
  const { isAnnouncementOnly, isReadOnly, isPublic, madePublic, description, teamId, classificationId } =
    room;
  return {
    id,
    title: roomTitle(room, viewer),
    type,
    isLocked,
    lastActivity,
    creatorId,
    created,
    ownerId,
    isAnnouncementOnly,
    isReadOnly,
    isPublic,
    madePublic,
    description,
    teamId,
    classificationId,
  };
}

/** A direct room bears the name of the other person; "Empty Title" is the service's word where there is none. */
export function roomTitle({ type, title, members }: Room, viewer: Person): string {
  if (type === 'group') return title;
  const other = [...members.values()].find(({ person }) => person !== viewer);
  return other?.person.profile.displayName ?? 'Empty Title';
}
