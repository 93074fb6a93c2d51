export * from '@wxt/core';
export * from './access-tokens.js';
