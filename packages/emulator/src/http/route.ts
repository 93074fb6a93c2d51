import type { HttpBindings } from '@hono/node-server';
import type { Context } from 'hono';
import type { Person } from '../store/entities.js';
import type { State } from '../store/state.js';

export interface Environment {
  Bindings: HttpBindings;
  Variables: {
    state: State;
    /** The owner of the request's access token. */
    actor: Person;
    trackingId: string;
    /** Aborts when the emulator is closed. */
    closing: AbortSignal;
    /** The body, unless it is an upload. */
    bytes?: Uint8Array<ArrayBuffer> | undefined;
    /** The fields of an upload, once they have been read. */
    form?: Readonly<Record<string, unknown>> | undefined;
    /** Whether the connection was reset in place of a response. */
    isReset?: boolean | undefined;
  };
}

export type Call = Context<Environment>;

/** One operation of the service. */
export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Below the base URL, without a slash in front. */
  readonly path: string;
  readonly handle: (call: Call) => Response | Promise<Response>;
  /** Whether it takes no access token: there is no actor then. */
  readonly open?: boolean | undefined;
}

/** A part of the path that the route names. */
export function pathPart(call: Call, name: string): string {
  return call.req.param(name) ?? '';
}
