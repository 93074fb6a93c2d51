export * from '@wxt/core';
export * from './attachment-actions.js';
