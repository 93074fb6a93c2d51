export * from '@wxt/core';
export * from './incoming-webhook.js';
export * from './webhooks.js';
