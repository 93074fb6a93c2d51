import { type Body, textOf } from '../http/body.js';
import { required, requirePrintable } from '../http/requirements.js';
import { badRequest } from '../http/service-error.js';
import type { Person } from '../store/entities.js';

/** The resources that have webhooks here, and what their filters can name. */
const filters: Readonly<Record<string, readonly string[]>> = {
  all: [],
  attachmentActions: ['roomId', 'personId', 'messageId'],
  memberships: ['roomId', 'personId', 'personEmail', 'isModerator'],
  messages: ['roomId', 'roomType', 'personId', 'personEmail', 'mentionedPeople', 'hasFiles'],
  rooms: ['type', 'isLocked'],
};

/** Resources that never change here: accepted, with any filter. */
const others = [
  'dataSources',
  'meetings',
  'recordings',
  'convergedRecordings',
  'meetingParticipants',
  'meetingTranscripts',
  'telephony_calls',
  'telephony_conference',
  'telephony_mwi',
  'uc_counters',
  'serviceApp',
  'adminBatchJobs',
];

const events = [
  'all',
  'created',
  'updated',
  'deleted',
  'started',
  'ended',
  'joined',
  'left',
  'migrated',
  'authorized',
  'deauthorized',
  'statusChanged',
];

/** Reads a new webhook. */
export function readNewWebhook(body: Body, owner: Person) {
  const resource = choice(body, 'resource', [...Object.keys(filters), ...others]);
  const event = choice(body, 'event', events);
  const filter = textOf(body, 'filter');
  checkFilter(resource, filter);
  const ownedBy = textOf(body, 'ownedBy');
  if (ownedBy !== undefined && ownedBy !== 'org') throw badRequest('ownedBy can be org only.');
  return {
    ...readTarget(body),
    resource,
    event,
    filter: withoutMe(filter, owner),
    ownedBy: ownedBy ?? 'creator',
  } as const;
}

/** Reads what an update can change too. */
export function readTarget(body: Body) {
  const name = required(textOf(body, 'name'), 'name');
  const targetUrl = required(textOf(body, 'targetUrl'), 'targetUrl');
  requirePrintable(targetUrl, 'targetUrl');
  if (!URL.canParse(targetUrl) || !/^https?:/i.test(targetUrl)) {
    throw badRequest('targetUrl must be an http or https URL.');
  }
  return { name, targetUrl, secret: textOf(body, 'secret') };
}

/** The names and values of a filter. It is written like a query, but a plus sign is literal. */
export function readFilter(filter = ''): readonly (readonly [string, string])[] {
  return [...new URLSearchParams(filter.replaceAll('+', '%2B'))];
}

/** Replaces `me` by the id of the owner, as the service does. */
function withoutMe(filter: string | undefined, { id }: Person): string | undefined {
  return filter?.replace(/(^|&)(personId|mentionedPeople)=([^&]*)/g, (_, before, name, values: string) => {
    const ids = values.split(',').map((value) => (value === 'me' ? id : value));
    return `${before}${name}=${ids.join(',')}`;
  });
}

function choice(body: Body, name: string, choices: readonly string[]): string {
  const value = required(textOf(body, name), name);
  if (choices.includes(value)) return value;
  throw badRequest(`${name} must be one of ${choices.join(', ')}, not "${value}".`);
}

function checkFilter(resource: string, filter: string | undefined): void {
  const known = filters[resource];
  for (const [name] of readFilter(filter)) {
    if (known === undefined || known.includes(name)) continue;
    throw badRequest(`filter can't ask for ${name} with the resource ${resource}.`);
  }
}
