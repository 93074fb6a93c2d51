import type { Person } from '../state/entities.js';
import type { Change } from '../state/state.js';
import { presentAttachmentAction } from './present-attachment-action.js';
import { presentMembership } from './present-membership.js';
import { presentMessage } from './present-message.js';
import { presentRoom } from './present-room.js';
import { presentRoomLink } from './present-room-link.js';

/** What something happened to, as this person sees it now: later it may be another, or no more. */
export function presentChange({ resource, data }: Change, viewer: Person, contentsUrl: string): object {
  if (resource === 'rooms') return presentRoom(data, viewer);
  if (resource === 'memberships') return presentMembership(data);
  if (resource === 'messages') return presentMessage(data, contentsUrl);
  if (resource === 'tabs') return presentRoomLink(data);
  return presentAttachmentAction(data);
}
