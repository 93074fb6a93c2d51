export * from '@wxt/core';
export * from './event.js';
export * from './event-data.js';
export * from './events.js';
export * from './feed.js';
