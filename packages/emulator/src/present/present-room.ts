import { roomTitle } from '../room-title.js';
import type { Person, Room } from '../state/entities.js';

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
