import type { ApiObject } from '@wxt/core';

/** What Webex sends to a webhook's target, as far as it can be relied on. */
export interface Delivery extends ApiObject {
  /** The webhook's. */
  readonly id: string;
  readonly resource: string;
  readonly event: string;
  readonly data: ApiObject;
}

/** The delivery that a body holds; `undefined` where it holds none. */
export function parseDelivery(body: Uint8Array): Delivery | undefined {
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
