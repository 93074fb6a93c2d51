export type { ConnectionOptions, Proxies } from '@wxt/core/node';
export { nodeTransport } from './node-transport.js';
