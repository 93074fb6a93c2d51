/** Logs somebody in by their browser, as a program on the command line does, and then acts in their name. */
import { startEmulator } from '@wxt/emulator';
import { loginWithBrowser, Session, WebexTeamsAPI } from '@wxt/sdk';

// A registered integration has an address of this kind; the port is the program's choice.
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
