import { pipeline, Readable, type Transform } from 'node:stream';
import * as zlib from 'node:zlib';

/** Decoders by content encoding, but for `deflate`. */
const decoders: Readonly<Record<string, () => Transform>> = {
  gzip: () => zlib.createGunzip(),
  'x-gzip': () => zlib.createGunzip(),
  br: () => zlib.createBrotliDecompress(),
  ...zstd(),
};

/** Node has it since 22.15. */
function zstd(): Readonly<Record<string, () => Transform>> {
  const create: unknown = Reflect.get(zlib, 'createZstdDecompress');
  return typeof create === 'function' ? { zstd: () => create() } : {};
}

/** The encodings that are asked for. */
export const acceptEncoding = ['deflate', ...Object.keys(decoders).filter((name) => name !== 'x-gzip')].join(
  ', ',
);

/** Returns the content of a response as a decoded stream; without an encoding, or with an unknown one, as it is. */
export function decode(stream: Readable, encoding: string | undefined): Readable {
  const name = encoding?.trim().toLowerCase();
  if (name === undefined) return stream;
  if (name === 'deflate') return Readable.from(inflate(stream), { objectMode: false });
  const create = Object.hasOwn(decoders, name) ? decoders[name] : undefined;
  return create === undefined ? stream : pipeline(stream, create(), () => undefined);
}

/** `deflate` means deflate in a zlib wrapper, but some servers send it without. */
async function* inflate(stream: Readable): AsyncGenerator<Uint8Array> {
  const chunks: AsyncIterator<Uint8Array> = stream[Symbol.asyncIterator]();
  const first = await chunks.next();
  if (first.done) return;
  const isWrapped = ((first.value[0] ?? 0) & 0x0f) === 8;
  const all = async function* () {
    yield first.value;
    for (let next = await chunks.next(); !next.done; next = await chunks.next()) yield next.value;
  };
  yield* pipeline(all, isWrapped ? zlib.createInflate() : zlib.createInflateRaw(), () => undefined);
}
