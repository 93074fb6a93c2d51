import { Memberships } from '@wxt/memberships';
import { Messages } from '@wxt/messages';
import { People } from '@wxt/people';
import { Rooms } from '@wxt/rooms';

/** Every resource, by its name on the connection object. */
export const resources = {
  memberships: Memberships,
  messages: Messages,
  people: People,
  rooms: Rooms,
};
