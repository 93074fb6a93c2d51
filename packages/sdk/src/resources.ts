import { AccessTokens } from '@wxt/access-tokens';
import { AdminAuditEvents } from '@wxt/admin-audit-events';
import { AttachmentActions } from '@wxt/attachment-actions';
import { Authorizations } from '@wxt/authorizations';
import { Events } from '@wxt/events';
import { GuestIssuer } from '@wxt/guest-issuer';
import { Guests } from '@wxt/guests';
import { HybridDataSecurity } from '@wxt/hybrid-data-security';
import { Licenses } from '@wxt/licenses';
import { LinkedFolders } from '@wxt/linked-folders';
import { Memberships } from '@wxt/memberships';
import { Messages } from '@wxt/messages';
import { Organizations } from '@wxt/organizations';
import { People } from '@wxt/people';
import { Roles } from '@wxt/roles';
import { RoomTabs } from '@wxt/room-tabs';
import { Rooms } from '@wxt/rooms';
import { TeamMemberships } from '@wxt/team-memberships';
import { Teams } from '@wxt/teams';
import { Webhooks } from '@wxt/webhooks';

/** Every resource, by its name on the connection object. */
export const resources = {
  accessTokens: AccessTokens,
  adminAuditEvents: AdminAuditEvents,
  attachmentActions: AttachmentActions,
  authorizations: Authorizations,
  events: Events,
  guestIssuer: GuestIssuer,
  guests: Guests,
  hybridDataSecurity: HybridDataSecurity,
  licenses: Licenses,
  linkedFolders: LinkedFolders,
  memberships: Memberships,
  messages: Messages,
  organizations: Organizations,
  people: People,
  roles: Roles,
  roomTabs: RoomTabs,
  rooms: Rooms,
  teamMemberships: TeamMemberships,
  teams: Teams,
  webhooks: Webhooks,
};
