import { EventEmitter, once } from 'node:events';
import { type Answer, startScriptedServer } from '@wxt/testing';
import { type Body, make, type Speaker } from './open-emulator.js';

/** What came to the target of a webhook. */
export interface Delivered {
  readonly method: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** The body as it came: what is signed. */
  readonly raw: string;
  readonly body: Body & { readonly data: Body };
}

/** A target for webhooks, which answers as told to the delivery of each number. */
export async function openListener(answer: (index: number) => Answer = () => ({})) {
  const arrivals = new EventEmitter();
  const server = await startScriptedServer((_request, index) => {
    arrivals.emit('request');
    return answer(index);
  });
  return {
    url: server.url,
    /** What has come, once it is at least so much. */
    async delivered(count: number): Promise<readonly Delivered[]> {
      while (server.requests.length < count) await once(arrivals, 'request');
      return server.requests.map(({ method, headers, body }) => {
        return { method, headers, raw: body, body: JSON.parse(body) };
      });
    },
    /** A webhook of this person's that has it for a target. */
    listenFor: (actor: Speaker, attributes: object) =>
      make(actor, 'webhooks', { name: 'Hook', targetUrl: server.url, ...attributes }),
  };
}
