import { GotTransport } from './got-transport.js';
import type { Connection } from './node/proxy.js';
import type { Transport } from './transport.js';

/** Creates the transport of a session that brings none: got. */
export function createDefaultTransport(connection: Connection): Transport {
  return new GotTransport(connection);
}
