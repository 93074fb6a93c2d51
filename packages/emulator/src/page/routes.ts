import { Hono } from 'hono';
import { secureHeaders } from 'hono/secure-headers';
import type { Faults } from '../faults/faults.js';
import { queryText } from '../http/query.js';
import { type Call, type Environment, pathPart, type Route } from '../http/route.js';
import { notFound } from '../http/service-error.js';
import { serveAsset } from './assets.js';
import { memberList, threads } from './conversation.js';
import { eventStream } from './event-stream.js';
import { faultList } from './faults.js';
import { disarm } from './file.js';
import type { Html } from './format.js';
import { pagePath } from './links.js';
import { messageViews, repliesBefore } from './message-parts.js';
import { peopleList } from './people.js';
import { rateLimitState } from './rate-limit.js';
import { requestList } from './requests.js';
import { roomList } from './rooms.js';
import { showPage } from './show.js';
import { listSize, requiredRoom, roomOf, type Viewing, viewingOf } from './viewing.js';
import { webhookList } from './webhooks.js';

export interface PageParts {
  /** The operations of the API, which the page carries out in the name of the person that it acts as. */
  readonly routes: readonly Route[];
  readonly faults: Faults;
}

/** Lets the page load its own scripts and styles only, and pictures from anywhere: cards have some. */
const pageHeaders = secureHeaders({
  contentSecurityPolicy: {
    defaultSrc: ["'none'"],
    scriptSrc: ["'self'"],
    styleSrc: ["'self'"],
    imgSrc: ["'self'", 'data:', 'http:', 'https:'],
    connectSrc: ["'self'"],
    formAction: ["'self'"],
    baseUri: ["'none'"],
    frameAncestors: ["'none'"],
  },
  xFrameOptions: 'DENY',
  // With no-referrer, a browser would hide the page's own origin too.
  referrerPolicy: 'same-origin',
  strictTransportSecurity: false,
  // What people uploaded has a stricter policy of its own.
  overwrite: false,
});

/** The page at `/`, the parts of it that are loaded again, its scripts, and what it does. */
export function pageRoutes({ routes, faults }: PageParts): Hono<Environment> {
  const app = new Hono<Environment>();
  app.use('/', pageHeaders);
  app.use(`${pagePath}/*`, pageHeaders);
  app.get('/', (call) => showPage(call, faults));
  app.get(`${pagePath}/assets/:name`, serveAsset);
  app.get(`${pagePath}/events`, (call) => eventStream(call.var.state));
  const part = (name: string, render: (viewing: Viewing, call: Call) => Html) =>
    app.get(`${pagePath}/${name}`, (call) => call.html(render(viewingOf(call), call)));
  part('rooms', (viewing, call) =>
    roomList(viewing, { max: listSize(call), current: roomOf(call, viewing) }),
  );
  part('members', (viewing, call) => memberList(viewing, requiredRoom(call, viewing)));
  part('threads', (viewing, call) =>
    threads(viewing, requiredRoom(call, viewing), queryText(call, 'before')),
  );
  part('messages', (viewing, call) =>
    messageViews(viewing, requiredRoom(call, viewing), call.req.queries('id') ?? []),
  );
  part('replies', (viewing, call) =>
    repliesBefore(viewing, queryText(call, 'message') ?? '', queryText(call, 'before') ?? ''),
  );
  part('people', (viewing, call) =>
    peopleList(viewing, { search: queryText(call, 'search'), max: listSize(call) }),
  );
  part('webhooks', (viewing, call) => webhookList(viewing, listSize(call)));
  part('requests', (viewing, call) => requestList(viewing, listSize(call)));
  part('faults', () => faultList(faults));
  part('rate-limit', rateLimitState);
  app.delete(`${pagePath}/requests`, (call) => {
    call.var.state.requests.log.clear();
    return call.body(null, 204);
  });
  for (const { method, path, handle, open } of routes) {
    if (!open) app.on(method, `${pagePath}/as/:as/${path}`, actAs, handle);
  }
  return app;
}

/** In place of an access token. */
async function actAs(call: Call, next: () => Promise<void>): Promise<void> {
  const actor = call.var.state.people.get(pathPart(call, 'as'));
  if (actor === undefined) throw notFound('the person to act as');
  call.set('actor', actor);
  await next();
  disarm(call);
}
