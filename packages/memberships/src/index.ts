export * from '@wxt/core';
export * from './memberships.js';
