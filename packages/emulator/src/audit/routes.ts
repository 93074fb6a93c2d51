import { queryMax, queryText, queryTexts, queryTime } from '../http/query.js';
import { required } from '../http/requirements.js';
import type { Call, Route } from '../http/route.js';
import { badRequest, forbidden } from '../http/service-error.js';
import { requireAdministrator } from '../store/access.js';
import { auditCategories } from './store.js';

export const adminAuditEvents: readonly Route[] = [
  { method: 'GET', path: 'adminAudit/events', handle: list },
  { method: 'GET', path: 'adminAudit/eventCategories', handle: listCategories },
];

const longest = 366 * 24 * 3600 * 1000;

/** Newest first. This list counts its pages, and has no links. */
function list(call: Call): Response {
  const { state, actor } = call.var;
  requireAdministrator(state, actor);
  const orgId = required(queryText(call, 'orgId'), 'orgId');
  const from = required(queryTime(call, 'from'), 'from');
  const to = required(queryTime(call, 'to'), 'to');
  const actorId = queryText(call, 'actorId');
  const categories = queryTexts(call, 'eventCategories');
  if (orgId !== state.organizationId) throw forbidden('orgId is not an organization that you administer.');
  if (from > to || Date.parse(to) - Date.parse(from) > longest) {
    throw badRequest('to must be after from, and at most a year after it.');
  }
  const unknown = categories.find((one) => !auditCategories.some((known) => known === one));
  if (unknown !== undefined) throw badRequest(`eventCategories: ${unknown} is unknown.`);
  const found = state.auditEvents.filter(
    (event) =>
      event.created > from &&
      event.created < to &&
      (actorId === undefined || event.actorId === actorId) &&
      (categories.length === 0 || categories.includes(event.data.eventCategory)),
  );
  const offset = queryText(call, 'offset') ?? '0';
  if (!/^\d+$/.test(offset)) throw badRequest('offset must be a whole number from 0.');
  const max = queryMax(call, { defaultValue: 100, limit: 200 });
  return call.json({ items: found.slice(Number(offset), Number(offset) + max) });
}

function listCategories(call: Call): Response {
  const { state, actor } = call.var;
  requireAdministrator(state, actor);
  return call.json({ eventCategories: auditCategories });
}
