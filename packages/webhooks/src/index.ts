export * from '@wxt/core';
export * from './webhooks.js';
