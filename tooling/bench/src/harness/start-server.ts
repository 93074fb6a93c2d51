import type { StartProgram } from './program.js';

/** The number of rooms at a base URL, and the latency of each response in milliseconds. */
export interface Served {
  readonly rooms?: number | undefined;
  readonly latency?: number | undefined;
}

/** Starts the server that all clients are measured against; returns a function for its base URLs. */
export async function startServer(start: StartProgram): Promise<(served?: Served) => string> {
  const server = await start('server');
  const port = await server.ask<number>('port');
  return ({ rooms = 0, latency = 0 } = {}) => `http://127.0.0.1:${port}/${rooms}-rooms/${latency}-ms/`;
}
