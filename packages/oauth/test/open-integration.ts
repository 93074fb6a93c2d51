import { Session } from '@wxt/core';
import { type EmulatorOptions, startEmulator } from '@wxt/emulator';
import { onTestFinished } from 'vitest';
import { type KeepingOptions, oauthTokens, type TokenManager } from '../src/index.js';

/** Starts an emulator that ends with the test, and returns what an integration needs there. */
export async function openIntegration(options?: EmulatorOptions) {
  const emulator = await startEmulator(options);
  onTestFinished(() => emulator.close());
  const { clientId, clientSecret, redirectUri } = emulator.integration;
  const integration = { clientId, clientSecret };
  const [alice, bob] = emulator.users;
  const anonymous = new Session({ accessToken: false, baseUrl: emulator.url });

  const login = (keeping?: KeepingOptions) =>
    oauthTokens({ ...integration, redirectUri, code: emulator.authorizationCode(alice.id), ...keeping });
  const connect = (accessToken: TokenManager) => new Session({ accessToken, baseUrl: emulator.url });
  /** Logs Bob in, and returns the service's response. */
  const grant = () =>
    anonymous.post<{ access_token: string; refresh_token: string }>(['access_token'], {
      form: {
        grant_type: 'authorization_code',
        client_id: clientId,
        client_secret: clientSecret,
        code: emulator.authorizationCode(bob.id),
        redirect_uri: redirectUri,
      },
      accessToken: false,
    });
  return { emulator, integration, redirectUri, alice, bob, anonymous, login, connect, grant };
}

export const atOnce = <T>(count: number, call: () => Promise<T>) =>
  Promise.all(Array.from({ length: count }, call));
