export * from '@wxt/core';
export * from './organizations.js';
