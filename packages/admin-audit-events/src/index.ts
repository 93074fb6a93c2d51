export * from '@wxt/core';
export * from './admin-audit-events.js';
