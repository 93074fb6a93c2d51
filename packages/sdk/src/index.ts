export * from '@wxt/core';
export * from '@wxt/memberships';
export * from '@wxt/messages';
export * from '@wxt/people';
export * from '@wxt/rooms';
export type { Resources, ResourceTable } from './extension.js';
export { WebexTeamsAPI } from './webex-teams-api.js';
