export * from '@wxt/core';
export * from './hybrid-data-security.js';
