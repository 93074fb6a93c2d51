import { presentAttachmentAction } from '../attachment-actions/present.js';
import { presentMembership } from '../memberships/present.js';
import { presentMessage } from '../messages/present.js';
import { presentRoomLink } from '../room-links/present.js';
import { presentRoom } from '../rooms/present.js';
import type { Person } from '../store/entities.js';
import type { Change } from '../store/state.js';

/** The changed entity as this person sees it now; it may change or be deleted later. */
export function presentChange({ resource, data }: Change, viewer: Person, contentsUrl: string): object {
  if (resource === 'rooms') return presentRoom(data, viewer);
  if (resource === 'memberships') return presentMembership(data);
  if (resource === 'messages') return presentMessage(data, contentsUrl);
  if (resource === 'tabs') return presentRoomLink(data);
  return presentAttachmentAction(data);
}
