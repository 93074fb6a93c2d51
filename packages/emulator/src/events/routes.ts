import { answerPage } from '../http/paging.js';
import { queryChoice, queryText, queryTime } from '../http/query.js';
import { type Call, pathPart, type Route } from '../http/route.js';
import { badRequest, notFound } from '../http/service-error.js';
import { mayDoCompliance } from '../store/access.js';
import type { HistoricEvent, Person } from '../store/entities.js';
import type { State } from '../store/state.js';

export const events: readonly Route[] = [
  { method: 'GET', path: 'events', handle: list },
  { method: 'GET', path: 'events/:eventId', handle: get },
];

const resources = [
  'attachmentActions',
  'businessTexts',
  'call_records',
  'convergedRecordings',
  'file_transcodings',
  'files',
  'meetingMessages',
  'meetings',
  'meetingTranscripts',
  'memberships',
  'messages',
  'rooms',
  'tabs',
] as const;

function list(call: Call): Response {
  const { state, actor } = call.var;
  const resource = queryChoice(call, 'resource', resources);
  const type = queryChoice(call, 'type', ['created', 'updated', 'deleted', 'ended']);
  const serviceType = queryChoice(call, 'serviceType', ['calling']);
  const actorId = queryText(call, 'actorId');
  const from = queryTime(call, 'from');
  const to = queryTime(call, 'to');
  if (resource === 'convergedRecordings' && serviceType === undefined) {
    throw badRequest('serviceType is required with convergedRecordings.');
  }
  if (to !== undefined && to > new Date().toISOString()) throw badRequest("to can't be in the future.");
  return answerPage(call, {
    name: 'events',
    items: state.eventsInOrder,
    order: 'descending',
    filter: (event) =>
      canSee(state, actor, event) &&
      (resource === undefined || event.resource === resource) &&
      (type === undefined || event.type === type) &&
      (actorId === undefined || event.actorId === actorId) &&
      (from === undefined || event.created > from) &&
      (to === undefined || event.created < to),
    present: (event) => event,
    max: { defaultValue: 100, limit: 1000 },
  });
}

function get(call: Call): Response {
  const { state, actor } = call.var;
  const event = state.events.get(pathPart(call, 'eventId'));
  if (event === undefined || !canSee(state, actor, event))
    throw notFound('an event with the provided eventId');
  return call.json(event);
}

/** Compliance officers and administrators see all events, others those of what they did. */
function canSee(state: State, actor: Person, { actorId }: HistoricEvent): boolean {
  return actorId === actor.id || mayDoCompliance(state, actor);
}
