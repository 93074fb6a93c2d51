export { type Agents, createAgents } from './agents.js';
export { acceptEncoding } from './decode.js';
export { switchedProtocols, toTransportError } from './failures.js';
export { joinHeaders, NodeBody } from './node-body.js';
export { type Connection, type ConnectionOptions, type Proxies, resolveConnection } from './proxy.js';
