/** Logs a person in by their browser, as a command-line program does, and then acts for them. */
import { startEmulator } from '@wxt/emulator';
import { loginWithBrowser, Session, WebexTeamsAPI } from '@wxt/sdk';

// For an integration of your own, this is the redirect URI you registered.
const redirectUri = `http://127.0.0.1:${process.env.LOGIN_PORT ?? 8080}/`;
const emulator = await startEmulator({ redirectUri });
const { clientId, clientSecret } = emulator.integration;

const tokens = await loginWithBrowser(new Session({ accessToken: false, baseUrl: emulator.url }), {
  clientId,
  clientSecret,
  redirectUri,
  scopes: ['spark:people_read'],
  onUrl: (url) => console.log(`Log in at ${url}`),
});

const api = new WebexTeamsAPI({ accessToken: tokens, baseUrl: emulator.url });
const me = await api.people.me();
console.log(`Logged in as ${me.displayName} <${me.emails?.[0]}>`);

await emulator.close();
