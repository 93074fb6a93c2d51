export * from '@wxt/core';
export * from './licenses.js';
