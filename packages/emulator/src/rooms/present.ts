import type { Person, Room } from '../store/entities.js';

/** Presents a room as `viewer` sees it. */
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

/** A direct room has the name of the other person as its title. The service says "Empty Title" if there is none. */
export function roomTitle({ type, title, members }: Room, viewer: Person): string {
  if (type === 'group') return title;
  if (!members.has(viewer.id)) return 'Empty Title';
  const other = [...members.values()].find(({ person }) => person !== viewer);
  return other?.person.profile.displayName ?? 'Empty Title';
}
