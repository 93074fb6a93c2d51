import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Readable, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { fileFromPath, Session } from '@wxt/core';
import got from 'got';
import { answer } from '../harness/answer.js';

/** How long a transfer took, in milliseconds, and the memory of the process around it, in MB. */
export interface TransferAnswer {
  readonly duration: number;
  /** The memory of the process before the transfer. */
  readonly idle: number;
  /** The peak of the process. */
  readonly peak: number;
}

/** The path of a file to upload, or the number of bytes to download. */
type Transfer = (what: string) => Promise<number>;

const [, , name = '', baseUrl = '', small = '', large = ''] = process.argv;
const most = 2 ** 40;
const session = new Session({ accessToken: 'token', baseUrl });
const headers = { authorization: 'Bearer token' };

const transfers: Readonly<Record<string, Transfer>> = {
  'wxt upload': async (path) => {
    const body = { roomId: 'ROOM', files: [fileFromPath(path)] };
    const answer = await session.post<{ bytes: number }>(['messages'], { body, uploads: { files: most } });
    return answer.bytes;
  },
  'got upload': async (path) => {
    const { size } = await stat(path);
    const part = (text: string) => Buffer.from(`--boundary\r\ncontent-disposition: form-data; ${text}`);
    const head = Buffer.concat([
      part('name="roomId"\r\n\r\nROOM\r\n'),
      part('name="files"; filename="a.bin"\r\ncontent-type: application/octet-stream\r\n\r\n'),
    ]);
    const tail = Buffer.from('\r\n--boundary--\r\n');
    async function* body() {
      yield head;
      yield* createReadStream(path);
      yield tail;
    }
    const answer = await got
      .post(`${baseUrl}messages`, {
        headers: {
          ...headers,
          'content-type': 'multipart/form-data; boundary=boundary',
          'content-length': String(head.byteLength + size + tail.byteLength),
        },
        body: Readable.from(body(), { objectMode: false }),
        retry: { limit: 0 },
      })
      .json<{ bytes: number }>();
    return answer.bytes;
  },
  'wxt download': async (bytes) => swallow((await session.download(`${baseUrl}contents/${bytes}`)).body),
  'got download': (bytes) =>
    swallow(got.stream(`${baseUrl}contents/${bytes}`, { headers, retry: { limit: 0 } })),
};

async function swallow(body: Readable): Promise<number> {
  let bytes = 0;
  const sink = new Writable({
    write(chunk: Buffer, _encoding, done) {
      bytes += chunk.byteLength;
      done();
    },
  });
  await pipeline(body, sink);
  return bytes;
}

answer(async (): Promise<TransferAnswer> => {
  const transfer = transfers[name];
  if (transfer === undefined) throw new Error(`There is no transfer ${name}.`);
  // A small transfer first, so that everything is loaded and connected.
  await transfer(small);
  const idle = process.memoryUsage.rss() / 2 ** 20;
  const started = performance.now();
  const bytes = await transfer(large);
  const duration = performance.now() - started;
  if (bytes < 2 ** 30) throw new Error(`${name} moved ${bytes} bytes.`);
  return { duration, idle, peak: process.resourceUsage().maxRSS / 1024 };
});
