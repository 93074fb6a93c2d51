/**
 * A web server where people log in with Webex, and log out. It listens on PORT, and keeps tokens in the folder TOKENS. It
 * needs the WEBEX_CLIENT_ID and WEBEX_CLIENT_SECRET of an integration, registered with the redirect URI
 * http://127.0.0.1:PORT/callback. Without them it starts the emulator, and needs no account.
 */
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { startEmulator } from '@wxt/emulator';
import {
  authorizationUrl,
  completeLogin,
  createCodeVerifier,
  fileStore,
  LoginRequiredError,
  oauthTokens,
  Session,
  type TokenManager,
  WebexTeamsAPI,
} from '@wxt/sdk';
import express, { type ErrorRequestHandler, type Request, type Response } from 'express';

const { PORT: port = '8080', TOKENS: folder = '.tokens', WEBEX_CLIENT_ID, WEBEX_CLIENT_SECRET } = process.env;
const redirectUri = `http://127.0.0.1:${port}/callback`;
const scopes = ['spark:people_read'];

const emulator = WEBEX_CLIENT_ID === undefined ? await startEmulator({ redirectUri }) : undefined;
const baseUrl = emulator?.url;
const { clientId, clientSecret } = emulator?.integration ?? {
  clientId: WEBEX_CLIENT_ID ?? '',
  clientSecret: WEBEX_CLIENT_SECRET ?? '',
};

const anonymous = new Session({ accessToken: false, baseUrl });
const store = fileStore(folder);

/** One token source per person, whatever number of browsers they use. */
const sources = new Map<string, TokenManager>();

function tokensOf(key: string): TokenManager {
  const tokens = sources.get(key) ?? oauthTokens({ clientId, clientSecret, store, key });
  sources.set(key, tokens);
  return tokens;
}

/** What the server knows about a browser. In production, use a session store that survives restarts and expires. */
interface BrowserSession {
  readonly login?: { readonly state: string; readonly codeVerifier: string };
  readonly person?: string;
}

const sessions = new Map<string, BrowserSession>();

function readSession(request: Request): BrowserSession {
  return sessions.get(sessionId(request)) ?? {};
}

/** Starts a session with a new id, so that nobody who knew the old one gets into the new one. */
function startSession(request: Request, response: Response, session: BrowserSession): void {
  endSession(request);
  const id = randomBytes(32).toString('base64url');
  sessions.set(id, session);
  // Lax: sent along when Webex redirects here, and not by forms of other sites. Add `secure: true` behind HTTPS.
  response.cookie('session', id, { httpOnly: true, sameSite: 'lax' });
}

function endSession(request: Request): void {
  sessions.delete(sessionId(request));
}

function sessionId(request: Request): string {
  return /(?:^|; )session=([\w-]+)/.exec(request.headers.cookie ?? '')?.[1] ?? '';
}

const app = express();

app.get('/', async (request, response) => {
  const { person } = readSession(request);
  if (person === undefined) return void response.send('<a href="/login">Log in with Webex</a>');
  const api = new WebexTeamsAPI({ accessToken: tokensOf(person), baseUrl });
  const { displayName = '' } = await api.people.me();
  response.send(
    `<p>You are ${escapeHtml(displayName)}</p><form method="post" action="/logout"><button>Log out</button></form>`,
  );
});

app.get('/login', (request, response) => {
  const state = randomBytes(16).toString('base64url');
  const { codeVerifier, codeChallenge } = createCodeVerifier();
  startSession(request, response, { login: { state, codeVerifier } });
  response.redirect(authorizationUrl({ clientId, redirectUri, scopes, state, codeChallenge, baseUrl }));
});

app.get('/callback', async (request, response) => {
  const { login } = readSession(request);
  const { state, code, error } = request.query;
  // Another state belongs to a login that somebody else started, or that has been completed.
  if (login === undefined || state !== login.state) {
    return void response.status(400).send('This login was not started here. <a href="/login">Log in</a>');
  }
  if (typeof code !== 'string' || code === '') {
    endSession(request);
    const reason = error === 'access_denied' ? 'You did not allow it.' : 'Webex refused the login.';
    return void response.status(403).send(`${reason} <a href="/login">Log in</a>`);
  }
  const { codeVerifier } = login;
  const { key, tokens } = await completeLogin(anonymous, {
    clientId,
    clientSecret,
    code,
    redirectUri,
    codeVerifier,
    store,
    key: ({ id }) => id,
  });
  sources.set(key, tokens);
  startSession(request, response, { person: key });
  response.redirect('/');
});

app.post('/logout', async (request, response) => {
  const { person } = readSession(request);
  endSession(request);
  if (person !== undefined) {
    await tokensOf(person).forget({ session: anonymous });
    sources.delete(person);
  }
  response.clearCookie('session').redirect('/');
});

const handleError: ErrorRequestHandler = (error, request, response, next) => {
  if (response.headersSent) return next(error);
  if (error instanceof LoginRequiredError) {
    endSession(request);
    return response.status(401).send('Please <a href="/login">log in</a> again.');
  }
  console.error(error);
  response.status(502).send('Webex can not be reached at the moment.');
};
app.use(handleError);

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

const server = createServer(app).listen(Number(port), '127.0.0.1');
await once(server, 'listening');
console.log(`Open http://127.0.0.1:${port}/`);
