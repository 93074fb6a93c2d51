import { randomUUID } from 'node:crypto';
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { authenticate } from './authenticate.js';
import type { Faults } from './faults.js';
import { injectFault } from './inject-fault.js';
import type { Call, Environment, Route } from './route.js';
import { accessToken } from './routes/access-token.js';
import { adminAuditEvents } from './routes/admin-audit-events.js';
import { applications } from './routes/applications.js';
import { attachmentActions } from './routes/attachment-actions.js';
import { authorize } from './routes/authorize.js';
import { contents } from './routes/contents.js';
import { device } from './routes/device.js';
import { events } from './routes/events.js';
import { faultRoutes } from './routes/faults.js';
import { guests } from './routes/guests.js';
import { hybridDataSecurity } from './routes/hybrid-data-security.js';
import { licenses } from './routes/licenses.js';
import { memberships } from './routes/memberships.js';
import { messages } from './routes/messages.js';
import { organizations } from './routes/organizations.js';
import { people } from './routes/people.js';
import { roles } from './routes/roles.js';
import { roomLinks } from './routes/room-links.js';
import { rooms } from './routes/rooms.js';
import { scanRoutes } from './routes/scans.js';
import { teamMemberships } from './routes/team-memberships.js';
import { teams } from './routes/teams.js';
import { webhooks } from './routes/webhooks.js';
import { mostFileBytes } from './rules/message-rules.js';
import { errorBody, ServiceError } from './service-error.js';
import type { State } from './state/state.js';

/** All that the service answers. */
const routes: readonly Route[] = [
  ...people,
  ...rooms,
  ...memberships,
  ...messages,
  ...contents,
  ...teams,
  ...teamMemberships,
  ...roomLinks,
  ...attachmentActions,
  ...webhooks,
  ...events,
  ...roles,
  ...licenses,
  ...organizations,
  ...adminAuditEvents,
  ...hybridDataSecurity,
  ...guests,
  ...accessToken,
  ...authorize,
  ...device,
  ...applications,
];

/** The server, without the socket. */
export function createApp(state: State, faults: Faults, closing: AbortSignal): Hono<Environment> {
  const app = new Hono<Environment>();
  app.onError((error, call) => answerError(call, error));
  app.notFound((call) =>
    answerError(call, new ServiceError(404, 'The requested resource could not be found.')),
  );
  app.use(async (call, next) => {
    const trackingId = `ROUTER_${randomUUID().toUpperCase()}`;
    call.set('trackingId', trackingId);
    call.set('state', state);
    call.header('trackingid', trackingId);
    await next();
  });
  app.route('/_emulator/faults', faultRoutes(faults));
  app.route('/_emulator/scans', scanRoutes());
  app.use('/v1/*', injectFault(faults, closing));
  app.use('/v1/messages', useOwnRequest, limitUploads);
  // Path by path, so that `people/me` is no person with whatever method.
  for (const path of new Set(routes.map((route) => route.path))) {
    const ofPath = routes.filter((route) => route.path === path);
    for (const { method, handle, open } of ofPath) {
      app.on(method, [`/v1/${path}`], ...(open ? [] : [authenticate]), handle);
    }
    app.all(`/v1/${path}`, () => refuseMethod(ofPath.map(({ method }) => method)));
  }
  return app;
}

/** The adaptor's request is none that another can be made of, which limiting a body of unknown length takes. */
async function useOwnRequest(call: Call, next: () => Promise<void>): Promise<void> {
  const { url, method, headers, body, signal } = call.req.raw;
  if (body) call.req.raw = new Request(url, { method, headers, body, signal, duplex: 'half' });
  await next();
}

/** What is larger than a file and its message may be is not read. */
const limitUploads = bodyLimit({
  maxSize: mostFileBytes + 2 ** 20,
  onError: () => {
    throw new ServiceError(413, 'The request is larger than a message with a file may be.');
  },
});

function refuseMethod(allowed: readonly string[]): never {
  throw new ServiceError(405, `The method must be one of ${allowed.join(', ')}.`, {
    allow: allowed.join(', '),
  });
}

function answerError(call: Call, error: Error): Response {
  const { trackingId } = call.var;
  if (!(error instanceof ServiceError)) {
    // A mistake of the emulator's own: whoever runs it has to see where.
    console.error(error);
    return call.json(errorBody(`The emulator failed: ${error.message}`, trackingId), 500);
  }
  return call.json(errorBody(error.message, trackingId), error.status, { ...error.headers });
}
