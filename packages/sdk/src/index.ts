export * from '@wxt/access-tokens';
export * from '@wxt/admin-audit-events';
export * from '@wxt/attachment-actions';
export * from '@wxt/authorizations';
export * from '@wxt/core';
export {
  AccessTokenError,
  ApiError,
  BadRequestError,
  ConflictError,
  ConnectionError,
  FileError,
  ForbiddenError,
  fileFromPath,
  LockedError,
  MalformedResponseError,
  NotFoundError,
  Paginator,
  RateLimitError,
  ServerError,
  Session,
  TimeoutError,
  TransportError,
  toId,
  toUuid,
  UnauthorizedError,
  WebexError,
} from '@wxt/core';
export * from '@wxt/events';
export * from '@wxt/guest-issuer';
export * from '@wxt/guests';
export * from '@wxt/hybrid-data-security';
export * from '@wxt/licenses';
export * from '@wxt/linked-folders';
export * from '@wxt/memberships';
export * from '@wxt/messages';
export * from '@wxt/oauth';
export * from '@wxt/organizations';
export * from '@wxt/people';
export * from '@wxt/roles';
export * from '@wxt/room-tabs';
export * from '@wxt/rooms';
export * from '@wxt/team-memberships';
export * from '@wxt/teams';
export * from '@wxt/webhooks';
export type { Resources, ResourceTable } from './extension.js';
export { WebexTeamsAPI } from './webex-teams-api.js';
export type { WebexTeamsOptions } from './webex-teams-options.js';
