export * from '@wxt/core';
export * from './guests.js';
