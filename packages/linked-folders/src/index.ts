export * from '@wxt/core';
export * from './linked-folders.js';
