export * from '@wxt/core';
export * from './room-tabs.js';
