export * from '@wxt/core';
export * from './escape-markdown.js';
export * from './mention.js';
export * from './messages.js';
export * from './split-markdown.js';
export * from './without-mention.js';
