import { generate } from 'selfsigned';
import type { Identity } from './scripted-server.js';

/** Makes a key and a certificate for 127.0.0.1 that nobody vouches for. */
export async function createIdentity(): Promise<Identity> {
  const { private: key, cert } = await generate([{ name: 'commonName', value: '127.0.0.1' }], {
    extensions: [{ name: 'subjectAltName', altNames: [{ type: 7, ip: '127.0.0.1' }] }],
  });
  return { key, cert };
}
