import type { Membership } from '../store/entities.js';

export function presentMembership(membership: Membership): object {
  const { id, room, person, isModerator, isRoomHidden, created } = membership;
  return {
    id,
    roomId: room.id,
    personId: person.id,
    personEmail: person.email,
    personDisplayName: person.profile.displayName,
    personOrgId: person.orgId,
    isModerator,
    isMonitor: false,
    isRoomHidden,
    roomType: room.type,
    created,
  };
}
