import { createHmac, timingSafeEqual } from 'node:crypto';

/** Reads a header by its name in lower case. */
export type ReadHeader = (name: string) => string | undefined;

/** What Webex can sign with besides SHA-1, the strongest first. */
const algorithms = ['sha512', 'sha256'] as const;

interface Signature {
  readonly algorithm: string;
  readonly hex: string;
}

/**
 * Tells whether a body is signed with one of the secrets: `missing` if there is no signature at all. Of several signatures
 * only the strongest counts: `X-Webex-Signature` has SHA-512 and SHA-256, `X-Spark-Signature` has SHA-1.
 */
export function verifySignature(
  header: ReadHeader,
  body: Uint8Array,
  secrets: readonly string[],
): 'valid' | 'wrong' | 'missing' {
  const signature = readSignature(header);
  if (signature === undefined) return 'missing';
  const given = Buffer.from(signature.hex, 'hex');
  // All are compared, each in constant time, so that the duration tells nothing.
  const matches = secrets
    .map((secret) => createHmac(signature.algorithm, secret).update(body).digest())
    .map((expected) => given.length === expected.length && timingSafeEqual(given, expected));
  return matches.includes(true) ? 'valid' : 'wrong';
}

function readSignature(header: ReadHeader): Signature | undefined {
  const named = new Map((header('x-webex-signature') ?? '').split(',').map(readNamed));
  for (const algorithm of algorithms) {
    const hex = named.get(algorithm);
    if (hex !== undefined) return { algorithm, hex };
  }
  const hex = header('x-spark-signature')?.trim() ?? '';
  return hex === '' ? undefined : { algorithm: 'sha1', hex };
}

/** Reads `SHA-256=…`. */
function readNamed(text: string): [string, string] {
  const [name = '', hex = ''] = text.split('=', 2);
  return [name.toLowerCase().replace(/[^a-z0-9]/g, ''), hex.trim()];
}
