import { expectTypeOf, test } from 'vitest';
import type {
  AdminAuditEvent,
  AdminAuditEventCategories,
  AdminAuditEvents,
  Paginator,
} from '../src/index.js';

declare const audit: AdminAuditEvents;
declare const event: AdminAuditEvent;

test('an event is open for what comes tomorrow', () => {
  expectTypeOf(event.data.actorEmail).toEqualTypeOf<string | undefined>();
  expectTypeOf(event.data.attributeOfTomorrow).toEqualTypeOf<unknown>();
  expectTypeOf(event.attributeOfTomorrow).toEqualTypeOf<unknown>();
  expectTypeOf<['a role of tomorrow']>().toExtend<NonNullable<typeof event.data.adminRoles>>();
});

test('parameters are closed', () => {
  const year = { orgId: 'ORGANIZATION', from: '2025-01-01T00:00:00Z', to: '2026-01-01T00:00:00Z' };
  // @ts-expect-error misspelt
  audit.list({ ...year, actorID: 'PERSON' });
  // @ts-expect-error the end is missing
  audit.list({ orgId: 'ORGANIZATION', from: '2025-01-01T00:00:00Z' });
  // @ts-expect-error categories come as an array
  audit.list({ ...year, eventCategories: 'LOGINS,LOGOUT' });
  expectTypeOf(audit.list(year)).toEqualTypeOf<Paginator<AdminAuditEvent>>();
});

test('methods answer with what they say', () => {
  expectTypeOf(audit.listCategories()).toEqualTypeOf<Promise<AdminAuditEventCategories>>();
});
