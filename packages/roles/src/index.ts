export * from '@wxt/core';
export * from './roles.js';
