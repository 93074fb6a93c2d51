export * from '@wxt/core';
export * from './teams.js';
