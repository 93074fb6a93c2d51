export * from '@wxt/core';
export * from './team-memberships.js';
