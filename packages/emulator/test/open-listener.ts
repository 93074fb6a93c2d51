import { EventEmitter, once } from 'node:events';
import { type Answer, startScriptedServer } from '@wxt/testing';
import { type Body, make, type Speaker } from './open-emulator.js';

/** A delivery received by the target of a webhook. */
export interface Delivered {
  readonly method: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** The raw body, which is signed. */
  readonly raw: string;
  readonly body: Body & { readonly data: Body };
}

/** A target for webhooks. `answer` returns the response to each delivery. */
export async function openListener(answer: (index: number) => Answer = () => ({})) {
  const arrivals = new EventEmitter();
  const server = await startScriptedServer((_request, index) => {
    arrivals.emit('request');
    return answer(index);
  });
  return {
    url: server.url,
    /** Resolves to all deliveries once there are at least `count`. */
    async delivered(count: number): Promise<readonly Delivered[]> {
      while (server.requests.length < count) await once(arrivals, 'request');
      return server.requests.map(({ method, headers, body }) => {
        return { method, headers, raw: body, body: JSON.parse(body) };
      });
    },
    /** Creates a webhook of this person with this target. */
    listenFor: (actor: Speaker, attributes: object) =>
      make(actor, 'webhooks', { name: 'Hook', targetUrl: server.url, ...attributes }),
  };
}
