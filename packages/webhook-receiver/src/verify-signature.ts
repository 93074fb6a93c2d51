import { createHmac, timingSafeEqual } from 'node:crypto';

/** Reads a header by its name in lower case. */
export type ReadHeader = (name: string) => string | undefined;

/** What Webex can sign with, the strongest first, and how its name reads without punctuation. */
const algorithms = ['sha512', 'sha256'] as const;

/**
 * Whether a delivery is signed with one of the secrets. Of several signatures the strongest counts, so that nobody can
 * fall back on a weaker one: `X-Webex-Signature` has those of SHA-512 and SHA-256, `X-Spark-Signature` that of SHA-1.
 */
export function verifySignature(header: ReadHeader, body: Uint8Array, secrets: readonly string[]): boolean {
  const { algorithm, hex } = strongest(header);
  const given = Buffer.from(hex, 'hex');
  // Each is compared, and in constant time: how long it takes tells nothing.
  return secrets
    .map((secret) => createHmac(algorithm, secret).update(body).digest())
    .map((expected) => given.length === expected.length && timingSafeEqual(given, expected))
    .includes(true);
}

function strongest(header: ReadHeader): { algorithm: string; hex: string } {
  const named = new Map((header('x-webex-signature') ?? '').split(',').map(readNamed));
  for (const algorithm of algorithms) {
    const hex = named.get(algorithm);
    if (hex !== undefined) return { algorithm, hex };
  }
  return { algorithm: 'sha1', hex: header('x-spark-signature')?.trim() ?? '' };
}

/** Reads `SHA-256=…`. */
function readNamed(text: string): [string, string] {
  const [name = '', hex = ''] = text.split('=', 2);
  return [name.toLowerCase().replace(/[^a-z0-9]/g, ''), hex.trim()];
}
