export * from '@wxt/core';
export * from './events.js';
