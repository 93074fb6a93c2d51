import { createHash, randomBytes } from 'node:crypto';

/** PKCE: a fresh verifier, which stays here until the code is exchanged, and its challenge, which goes along. */
export function createCodeVerifier(): { codeVerifier: string; codeChallenge: string } {
  const codeVerifier = randomBytes(32).toString('base64url');
  return { codeVerifier, codeChallenge: createHash('sha256').update(codeVerifier).digest('base64url') };
}
