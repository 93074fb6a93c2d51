import type { State } from '../store/state.js';

const secretName =
  /token|secret|passw|passphrase|authorization|cookie|credential|assertion|jwt|^code$|(code_?verifier|device_?code|user_?code)$/i;

/** Replaces secrets by `…`: values whose name says so, and this emulator's tokens and codes anywhere. */
export interface Redactor {
  text(name: string, value: string): string;
  value(name: string, value: unknown): unknown;
  path(path: string): string;
}

export function redactor(state: State, bearer: string): Redactor {
  const { accessTokens, refreshTokens, grants, deviceLogins } = state;
  const secrets = [accessTokens, refreshTokens, grants, deviceLogins].flatMap((map) => [...map.keys()]);
  if (bearer !== '') secrets.push(bearer);
  const clean = (text: string) => {
    let cleaned = text;
    for (const secret of secrets) {
      if (cleaned.includes(secret)) cleaned = cleaned.replaceAll(secret, '…');
    }
    return cleaned;
  };
  const text = (name: string, given: string) => (secretName.test(name) ? '…' : clean(given));
  const value = (name: string, given: unknown): unknown => {
    if (typeof given === 'string') return text(name, given);
    if (given instanceof File) return { name: clean(given.name), type: given.type, size: given.size };
    if (Array.isArray(given)) return given.map((one) => value(name, one));
    if (typeof given !== 'object' || given === null) return given;
    return Object.fromEntries(Object.entries(given).map(([key, one]) => [clean(key), value(key, one)]));
  };
  // The id of an incoming webhook is all that it takes to post with it.
  const path = (given: string) => clean(given).replace(/^(\/v1\/webhooks\/incoming\/)[^/]+/, '$1…');
  return { text, value, path };
}
