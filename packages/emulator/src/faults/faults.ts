import { parseFault } from './parse.js';

/** Something to go wrong with the next requests that match. */
export interface Fault {
  /** Only requests with this method. Default: any. */
  method?: string;
  /**
   * Only requests to this path and everything below it: `messages` (or `/v1/messages`) covers `/v1/messages/direct`,
   * but not `/v1/messagesX`. Default: any.
   */
  path?: string;
  /** How many requests it happens to. Default: 1. */
  times?: number;
  /**
   * `status` answers with `status`; `malformed-json` answers 200 (or `status`) with JSON that breaks off; `reset` resets
   * the connection; `delay` only makes the request wait. Default: `status`.
   */
  kind?: 'status' | 'malformed-json' | 'reset' | 'delay';
  /** 200 to 599. Default: 429 where there is a `retryAfter`, 200 for `malformed-json`. */
  status?: number;
  /** Headers of the answer. */
  headers?: Readonly<Record<string, string>>;
  /** The `Retry-After` header, as it is: it needn't make sense. Default: no such header. */
  retryAfter?: string | number;
  /** The body: a string is sent as it is, anything else as JSON. Default: an error in the service's form. */
  body?: unknown;
  /** Milliseconds to wait before anything else; of any kind. */
  delay?: number;
  /** For `reset`: whether the request takes effect before the connection goes. Default: `before`. */
  when?: 'before' | 'after';
}

/** The faults that are still to happen; the first that matches a request does. */
export class Faults {
  #queue: Fault[] = [];

  add(fault: unknown): Fault {
    const checked = parseFault(fault);
    this.#queue.push(checked);
    return checked;
  }

  clear(): void {
    this.#queue = [];
  }

  /** Those that are left, with how many times they are. */
  list(): readonly Fault[] {
    return this.#queue;
  }

  take(method: string, path: string): Fault | undefined {
    const fault = this.#queue.find((one) => matches(one, method, path));
    if (fault === undefined) return undefined;
    fault.times = (fault.times ?? 1) - 1;
    if (fault.times === 0) this.#queue = this.#queue.filter((one) => one !== fault);
    return fault;
  }
}

function matches(fault: Fault, method: string, path: string): boolean {
  if (fault.method !== undefined && fault.method !== method) return false;
  return fault.path === undefined || path === fault.path || path.startsWith(`${fault.path}/`);
}
