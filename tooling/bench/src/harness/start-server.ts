import type { StartProgram } from './program.js';

/** How many rooms there are at an address, each answer coming after so many milliseconds. */
export interface Served {
  readonly rooms?: number | undefined;
  readonly latency?: number | undefined;
}

/** Starts the server that all clients are measured against; answers what gives its addresses. */
export async function startServer(start: StartProgram): Promise<(served?: Served) => string> {
  const server = await start('server');
  const port = await server.ask<number>('port');
  return ({ rooms = 0, latency = 0 } = {}) => `http://127.0.0.1:${port}/${rooms}-rooms/${latency}-ms/`;
}
