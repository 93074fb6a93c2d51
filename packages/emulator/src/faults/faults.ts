import { parseFault } from './parse.js';

/** A failure of the next matching requests. */
export interface Fault {
  /** Only requests with this method. Default: any. */
  method?: string | undefined;
  /**
   * Only requests to this path and everything below it: `messages` (or `/v1/messages`) covers `/v1/messages/direct`,
   * but not `/v1/messagesX`. Default: any.
   */
  path?: string | undefined;
  /** How many requests it applies to. Default: 1. */
  times?: number | undefined;
  /**
   * `status` responds with `status`; `malformed-json` responds with 200 (or `status`) and truncated JSON; `reset` resets
   * the connection; `delay` only makes the request wait; `item-errors` lets the request through, but a title, text or
   * name in the response is replaced by an `errors` attribute, as if it could not be decrypted. Default: `status`.
   */
  kind?: 'status' | 'malformed-json' | 'reset' | 'delay' | 'item-errors' | undefined;
  /** 200 to 599. Default: 429 with a `retryAfter`, 200 for `malformed-json`. */
  status?: number | undefined;
  /** Headers of the response. */
  headers?: Readonly<Record<string, string>> | undefined;
  /** The `Retry-After` header, sent as it is, even if it is malformed. Default: no such header. */
  retryAfter?: string | number | undefined;
  /** The body: a string is sent as it is, anything else as JSON. Default: an error in the service's form. */
  body?: unknown;
  /** Milliseconds to wait first; with any kind. */
  delay?: number | undefined;
  /** For `reset`: whether the connection is reset before or after the request takes effect. Default: `before`. */
  when?: 'before' | 'after' | undefined;
}

/** The pending faults. If several match a request, the first one applies. */
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

  /** The faults that are left, with how many times each. */
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
