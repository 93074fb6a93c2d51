import { setMaxListeners } from 'node:events';

/** The process's environment variables. */
export const environment: Readonly<Record<string, string | undefined>> = process.env;

/** Parts of the User-Agent that describe the runtime. */
export function describePlatform(): string[] {
  return [`node ${process.versions.node}`, process.platform, process.arch];
}

/** Emits a process warning with a code, which programs can filter by. */
export function warn(message: string, code: string): void {
  process.emitWarning(message, { code });
}

/** Lets one signal abort any number of calls: Node warns of a leak above ten listeners. */
export function allowManyListeners(signal: AbortSignal): void {
  setMaxListeners(0, signal);
}
