export * from '@wxt/core';
export * from './rooms.js';
