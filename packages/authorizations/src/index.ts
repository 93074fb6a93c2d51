export * from '@wxt/core';
export * from './authorizations.js';
