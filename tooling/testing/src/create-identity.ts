import { generate } from 'selfsigned';
import type { Identity } from './scripted-server.js';

/** Creates a key and a self-signed certificate for 127.0.0.1 and localhost. */
export async function createIdentity(name = '127.0.0.1'): Promise<Identity> {
  const { private: key, cert } = await generate([{ name: 'commonName', value: name }], {
    extensions: [
      {
        name: 'subjectAltName',
        altNames: [
          { type: 7, ip: '127.0.0.1' },
          { type: 2, value: 'localhost' },
        ],
      },
    ],
  });
  return { key, cert };
}
