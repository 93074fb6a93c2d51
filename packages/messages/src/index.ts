export * from '@wxt/core';
export * from './messages.js';
export * from './split-markdown.js';
