export * from '@wxt/core';
export * from './guest-issuer.js';
