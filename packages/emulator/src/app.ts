import { randomUUID } from 'node:crypto';
import { Hono } from 'hono';
import { getPath } from 'hono/utils/url';
import { attachmentActions } from './attachment-actions/routes.js';
import { adminAuditEvents } from './audit/routes.js';
import { events } from './events/routes.js';
import type { Faults } from './faults/faults.js';
import { injectFault } from './faults/inject.js';
import { faultRoutes } from './faults/routes.js';
import { scanRoutes } from './faults/scans.js';
import { guests } from './guests/routes.js';
import { authenticate } from './http/authenticate.js';
import { bufferBody } from './http/bytes.js';
import { rateLimitRoutes } from './http/rate-limit.js';
import { logRequests } from './http/request-log.js';
import { refuseControlCharacters } from './http/requirements.js';
import type { Call, Environment, Route } from './http/route.js';
import { errorBody, ServiceError } from './http/service-error.js';
import { hybridDataSecurity } from './hybrid-data-security/routes.js';
import { licenses } from './licenses/routes.js';
import { memberships } from './memberships/routes.js';
import { contents } from './messages/contents.js';
import { messages } from './messages/routes.js';
import { accessToken } from './oauth/access-token.js';
import { applications } from './oauth/applications.js';
import { authorizations } from './oauth/authorizations.js';
import { authorize } from './oauth/authorize.js';
import { device } from './oauth/device.js';
import { requireSameOrigin } from './page/guard.js';
import { pageRoutes } from './page/routes.js';
import { serveAvatar } from './people/avatars.js';
import { organizations } from './people/organizations.js';
import { roles } from './people/roles.js';
import { people } from './people/routes.js';
import { roomLinks } from './room-links/routes.js';
import { rooms } from './rooms/routes.js';
import type { Scene } from './seed/scene.js';
import type { State } from './store/state.js';
import { teamMemberships } from './teams/memberships.js';
import { teams } from './teams/routes.js';
import { incomingWebhookRoutes, incomingWebhooks } from './webhooks/incoming.js';
import { webhooks } from './webhooks/routes.js';

/** All operations of the API. */
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
  ...incomingWebhooks,
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
  ...authorizations,
];

interface AppOptions {
  readonly snapshot: () => Scene;
  /** The host names that the page can be used under. */
  readonly allowedHosts: readonly string[];
}

/** The server, without the socket. */
export function createApp(
  state: State,
  faults: Faults,
  closing: AbortSignal,
  { snapshot, allowedHosts }: AppOptions,
): Hono<Environment> {
  // A path with a slash at the end is the same path.
  const app = new Hono<Environment>({
    getPath: (request) => getPath(request).replace(/(?<=.)\/+$/, ''),
  });
  app.onError((error, call) => respondWithError(call, error));
  app.notFound((call) =>
    respondWithError(call, new ServiceError(404, 'The requested resource could not be found.')),
  );
  app.use(async (call, next) => {
    const trackingId = `ROUTER_${randomUUID().toUpperCase()}`;
    call.set('trackingId', trackingId);
    call.set('state', state);
    call.set('closing', closing);
    call.header('trackingid', trackingId);
    await next();
  });
  const sameOrigin = requireSameOrigin(allowedHosts);
  app.use('/', sameOrigin);
  app.use('/_emulator/*', sameOrigin);
  app.use('/v1/*', logRequests());
  app.use(refuseControlCharacters, bufferBody);
  app.get('/avatars/:file', serveAvatar);
  app.route('/_emulator/faults', faultRoutes(faults));
  app.route('/_emulator/scans', scanRoutes());
  app.get('/_emulator/snapshot', (call) => call.json(snapshot()));
  app.route('/_emulator/rate-limit', rateLimitRoutes());
  app.route('/_emulator/incoming-webhooks', incomingWebhookRoutes());
  app.route('/', pageRoutes({ routes, faults }));
  app.use('/v1/*', injectFault(faults, closing));
  // One path at a time, so that `people/me` isn't a person's id with any method.
  for (const path of new Set(routes.map((route) => route.path))) {
    const ofPath = routes.filter((route) => route.path === path);
    for (const { method, handle, open } of ofPath) {
      app.on(method, [`/v1/${path}`], ...(open ? [] : [authenticate]), handle);
    }
    app.all(`/v1/${path}`, () => refuseMethod(ofPath.map(({ method }) => method)));
  }
  return app;
}

function refuseMethod(allowed: readonly string[]): never {
  throw new ServiceError(405, `The method must be one of ${allowed.join(', ')}.`, {
    headers: { allow: allowed.join(', ') },
  });
}

function respondWithError(call: Call, error: Error): Response {
  const { trackingId } = call.var;
  if (!(error instanceof ServiceError)) {
    // A bug of the emulator itself: print the stack for a bug report.
    console.error(error);
    return call.json(errorBody(`The emulator failed: ${error.message}`, trackingId), 500);
  }
  const { headers, details } = error.refusal;
  return call.json(errorBody(error.message, trackingId, details), error.status, { ...headers });
}
