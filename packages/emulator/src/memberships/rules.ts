import { type Body, flagOf } from '../http/body.js';
import { atLeastOne } from '../http/requirements.js';
import { badRequest, forbidden } from '../http/service-error.js';
import { unlockWithoutModerator } from '../rooms/store.js';
import { requireModerator, requireUnarchived } from '../store/access.js';
import type { Membership } from '../store/entities.js';
import { publish, type State } from '../store/state.js';
import { setModerator } from './store.js';

/** Puts an update by the owner of `own`, who is in the same room, through. */
export function applyMembershipUpdate(
  state: State,
  own: Membership,
  membership: Membership,
  body: Body,
): void {
  const { room, person: actor } = own;
  const isModerator = flagOf(body, 'isModerator');
  const isRoomHidden = flagOf(body, 'isRoomHidden');
  atLeastOne({ isModerator, isRoomHidden });
  requireUnarchived(room);
  if (isModerator && room.type === 'direct') throw badRequest("isModerator can't be set in a direct room.");
  if (isRoomHidden && room.type !== 'direct')
    throw badRequest('isRoomHidden can be set in a direct room only.');
  if (isModerator !== undefined && isModerator !== membership.isModerator) {
    requireModerator(own, 'change isModerator');
  }
  const hiding = isRoomHidden !== undefined && isRoomHidden !== membership.isRoomHidden;
  if (hiding && membership !== own) throw forbidden('isRoomHidden can be set on your own membership only.');

  if (hiding) {
    membership.isRoomHidden = isRoomHidden;
    publish(state, { resource: 'memberships', event: 'updated', data: membership, actor });
  }
  if (isModerator !== undefined) setModerator(state, membership, { isModerator, actor });
  unlockWithoutModerator(state, room, actor);
}
