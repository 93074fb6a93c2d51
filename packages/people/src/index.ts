export * from '@wxt/core';
export * from './people.js';
