import type { Delivery } from '@wxt/event-handlers';
import type { Incoming } from './incoming.js';
import { RequestRejection } from './request-rejection.js';
import { verifySignature } from './verify-signature.js';

/** Returns the delivery in a request; throws a RequestRejection. Nothing is parsed before the signature is checked. */
export async function acceptDelivery(
  incoming: Incoming,
  secrets: readonly string[],
  bodyLimit: number,
): Promise<Delivery> {
  if (incoming.method !== 'POST') throw new RequestRejection(405, 'Webhooks send a POST.');
  const body = await incoming.read(bodyLimit);
  const signature = verifySignature(incoming.header, body, secrets);
  if (signature === 'missing')
    throw new RequestRejection(
      401,
      'There is no signature. The webhook was created without a secret, or something on the way drops the headers X-Spark-Signature and X-Webex-Signature.',
      'WXT_WEBHOOK_UNSIGNED',
    );
  if (signature === 'wrong')
    throw new RequestRejection(
      401,
      'The signature is wrong. The webhook was created with another secret, or the body was changed on the way: it must be the bytes that were sent, not base64 and not JSON that was serialized again.',
      'WXT_WEBHOOK_SIGNATURE',
    );
  const delivery = parseDelivery(body);
  if (delivery === undefined) throw new RequestRejection(400, 'The body is not what a webhook delivers.');
  return delivery;
}

/** Returns the delivery in a body; `undefined` if it holds none. */
function parseDelivery(body: Uint8Array): Delivery | undefined {
  try {
    const json: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
    return isDelivery(json) ? json : undefined;
  } catch {
    return undefined;
  }
}

function isDelivery(json: unknown): json is Delivery {
  if (!isObject(json)) return false;
  const { id, resource, event, data } = json;
  return [id, resource, event].every((text) => typeof text === 'string' && text !== '') && isObject(data);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
