export * from '@wxt/core';
export * from './messages.js';
