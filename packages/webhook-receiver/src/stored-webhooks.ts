import { type ApiObject, ConflictError, NotFoundError, type OpenEnum, type Session } from '@wxt/core';
import type { RegisterWebhooks } from './register-webhooks.js';
import type { WantedWebhook } from './wanted-webhooks.js';

/** A webhook as the service returns it. */
export interface RegisteredWebhook extends ApiObject {
  readonly id: string;
  readonly name: string;
  readonly targetUrl: string;
  readonly resource: string;
  readonly event: string;
  readonly filter?: string;
  readonly secret?: string;
  readonly status: OpenEnum<'active' | 'inactive'>;
  readonly ownedBy?: OpenEnum<'creator' | 'org'>;
  /** ISO 8601. */
  readonly created: string;
}

/** Returns the name of a webhook. It has the filter as it is wanted, which the service may return in other words. */
export function nameOf({ name }: RegisterWebhooks, { resource, event, filter }: WantedWebhook): string {
  return `${name}: ${resource}.${event}${filter ? ` ${filter}` : ''}`;
}

/** Lists all webhooks of the token's owner, the oldest first, and those of the organization if one is wanted. */
export async function listWebhooks(
  session: Session,
  { webhooks }: RegisterWebhooks,
): Promise<RegisteredWebhook[]> {
  const ofOrganization = webhooks.some(({ ownedBy }) => ownedBy === 'org');
  const found = new Map<string, RegisteredWebhook>();
  for (const query of ofOrganization ? [{}, { ownedBy: 'org' }] : [{}])
    for await (const webhook of session.list<RegisteredWebhook>(['webhooks'], { query }))
      found.set(webhook.id, webhook);
  const age = ({ created, id }: RegisteredWebhook) => `${created} ${id}`;
  return [...found.values()].sort((one, other) => (age(one) < age(other) ? -1 : 1));
}

/** Creates a webhook; resolves to `undefined` if the service says that there is one already. */
export async function createWebhook(
  session: Session,
  options: RegisterWebhooks,
  wanted: WantedWebhook,
): Promise<RegisteredWebhook | undefined> {
  const { targetUrl, secret } = options;
  const { resource, event, filter, ownedBy } = wanted;
  const body = { resource, event, filter, ownedBy, name: nameOf(options, wanted), targetUrl, secret };
  try {
    return await session.post<RegisteredWebhook>(['webhooks'], { body });
  } catch (error) {
    if (error instanceof ConflictError) return undefined;
    throw error;
  }
}

/** Gives a webhook the wanted target and secret, and makes it active; resolves to `undefined` if it is gone. */
export async function updateWebhook(
  session: Session,
  options: RegisterWebhooks,
  webhook: RegisteredWebhook,
  wanted: WantedWebhook,
): Promise<RegisteredWebhook | undefined> {
  const { targetUrl, secret } = options;
  const hasName = webhook.name.startsWith(`${options.name}: `);
  const isRight = isSameUrl(webhook.targetUrl, targetUrl) && webhook.secret === secret && hasName;
  if (isRight && webhook.status === 'active') return webhook;
  const name = hasName ? webhook.name : nameOf(options, wanted);
  const ownedBy = webhook.ownedBy === 'org' ? 'org' : undefined;
  const body = { name, targetUrl, secret, status: 'active', ownedBy };
  return orGone(session.put<RegisteredWebhook>(['webhooks', webhook.id], { body }));
}

export async function deleteWebhook(session: Session, id: string): Promise<void> {
  await orGone(session.delete(['webhooks', id]));
}

export async function getWebhook(session: Session, id: string): Promise<RegisteredWebhook | undefined> {
  return orGone(session.get<RegisteredWebhook>(['webhooks', id]));
}

/** Another process may have deleted it in the meantime. */
async function orGone<T>(call: Promise<T>): Promise<T | undefined> {
  try {
    return await call;
  } catch (error) {
    if (error instanceof NotFoundError) return undefined;
    throw error;
  }
}

/** `https://bot.example.com` and `https://bot.example.com/` are the same. */
export function isSameUrl(one: string, other: string): boolean {
  return URL.canParse(one) && new URL(one).href === new URL(other).href;
}
