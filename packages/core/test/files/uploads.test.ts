import { randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { appendFile, mkdtemp, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import { type ReceivedRequest, startScriptedServer } from '@wxt/testing';
import { describe, expect, onTestFinished, test } from 'vitest';
import {
  ConnectionError,
  FileError,
  type FileSource,
  fileFromPath,
  type Progress,
  RateLimitError,
  Session,
  type SessionOptions,
  TimeoutError,
} from '../../src/index.js';

const mebibyte = 2 ** 20;
const uploads = { files: mebibyte };

function createSession(baseUrl: string, options?: SessionOptions): Session {
  return new Session({ accessToken: 'token', baseUrl, ...options });
}

async function fileOnDisk(name: string, content: Uint8Array): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'wxt-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const path = join(folder, name);
  await writeFile(path, content);
  return path;
}

/** Parses the multipart body of a request with the platform's own parser. */
function partsOf(request: ReceivedRequest | undefined): Promise<FormData> {
  const headers = { 'content-type': request?.headers['content-type'] ?? '' };
  return new Response(new Uint8Array(request?.bytes ?? []), { headers }).formData();
}

async function fileIn(request: ReceivedRequest | undefined) {
  const file = (await partsOf(request)).get('files');
  if (!(file instanceof Blob)) throw new Error('The request contains no file.');
  return { name: file.name, type: file.type, bytes: Buffer.from(await file.arrayBuffer()) };
}

describe('uploading keeps content, name and type of', () => {
  const bytes = randomBytes(mebibyte);
  const length = expect.stringMatching(/^\d+$/);
  const view = bytes.subarray(100_000, 200_000);
  const rows: [string, () => Promise<FileSource> | FileSource, object, Buffer?][] = [
    [
      'a file on disk',
      async () => fileFromPath(await fileOnDisk('Überblick "1".pdf', bytes)),
      { name: 'Überblick "1".pdf', type: 'application/pdf' },
    ],
    [
      'a file on disk with an overridden name and type',
      async () => fileFromPath(await fileOnDisk('a.bin', bytes), { name: 'b.docx', contentType: 'text/x' }),
      { name: 'b.docx', type: 'text/x' },
    ],
    ['a Blob', () => new Blob([bytes], { type: 'image/png' }), { name: 'file', type: 'image/png' }],
    ['a File', () => new File([bytes], 'a.csv'), { name: 'a.csv', type: 'text/csv' }],
    [
      'bytes',
      () => ({ name: 'a.docx', data: bytes }),
      {
        name: 'a.docx',
        type: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
      },
    ],
    [
      'a view into a larger buffer',
      () => ({ name: 'view', data: view }),
      { name: 'view', type: 'application/octet-stream' },
      view,
    ],
    [
      'an empty file',
      () => ({ name: 'empty.txt', data: new Uint8Array() }),
      { name: 'empty.txt', type: 'text/plain' },
      Buffer.alloc(0),
    ],
    [
      'a Node stream of known size',
      () => ({ name: 'a.zip', data: Readable.from(cut(bytes)), size: bytes.length }),
      { name: 'a.zip', type: 'application/zip' },
    ],
    [
      'a Web stream of known size',
      () => ({ name: 'a.zip', data: new Blob([bytes]).stream(), size: bytes.length }),
      { name: 'a.zip', type: 'application/zip' },
    ],
  ];
  test.each(rows)('%s', async (_, source, expected, content = bytes) => {
    const server = await startScriptedServer([{ json: { id: 'A' } }]);
    const body = { roomId: 'ROOM', files: [await source()] };
    expect(await createSession(server.url).post(['messages'], { body, uploads })).toEqual({ id: 'A' });
    const [request] = server.requests;
    expect(request?.headers).toMatchObject({ authorization: 'Bearer token', 'content-length': length });
    const file = await fileIn(request);
    expect(file).toMatchObject(expected);
    expect(file.bytes.equals(content)).toBe(true);
  });

  test('a stream of unknown size, which is sent without Content-Length', async () => {
    const server = await startScriptedServer([{}]);
    const body = { files: [{ name: 'a.bin', data: Readable.from(cut(bytes)) }] };
    await createSession(server.url).post(['messages'], { body, uploads });
    expect(server.requests[0]?.headers).not.toHaveProperty('content-length');
    expect((await fileIn(server.requests[0])).bytes.equals(bytes)).toBe(true);
  });
});

test('an upload sends string attributes as they are and other values as JSON', async () => {
  const server = await startScriptedServer([{}]);
  const attachments = [{ contentType: 'application/vnd.microsoft.card.adaptive', content: { type: 'ü' } }];
  const body = {
    roomId: 'ROOM',
    markdown: 'a\nb\r\n**ü** "c"',
    parentId: undefined,
    attachments,
    files: [{ name: 'a\r\nX: y".txt', data: Buffer.from('hello') }],
  };
  await createSession(server.url).post(['messages'], { body, uploads, extraBody: { extra: 5 } });
  const form = await partsOf(server.requests[0]);
  expect([...form.keys()].sort()).toEqual(['attachments', 'extra', 'files', 'markdown', 'roomId']);
  expect(form.get('markdown')).toBe(body.markdown);
  expect(JSON.parse(String(form.get('attachments')))).toEqual(attachments);
  expect(form.get('extra')).toBe('5');
  expect((await fileIn(server.requests[0])).name).toBe('a\r\nX: y".txt');
});

test('a file given as a URL is sent in a JSON body', async () => {
  const server = await startScriptedServer([{}]);
  const body = { files: ['https://example.com/a.png'] };
  await createSession(server.url).post(['messages'], { body, uploads });
  expect(server.requests[0]?.headers['content-type']).toBe('application/json');
  expect(JSON.parse(server.requests[0]?.body ?? '')).toEqual(body);
});

describe('an invalid file source is a TypeError and nothing is sent', () => {
  const data = Buffer.alloc(1);
  const rows: [string, unknown, RegExp][] = [
    ['a bare path', './report.pdf', /fileFromPath\(path\)/],
    ['a file: URL', 'file:///etc/passwd', /fileFromPath\(path\)/],
    ['a path in a plain object', { path: '/etc/passwd', name: 'passwd' }, /takes a public URL/],
    ['null', null, /takes a public URL/],
    ['a number', 5, /takes a public URL/],
    ['a string as data', { name: 'a', data: 'text' }, /bytes, a Blob or a stream/],
    ['no name', { data }, /has no name/],
    ['an empty name', { name: '', data }, /has no name/],
    [
      'a content type with a line break',
      { name: 'a', data, contentType: 'a/b\r\nX: y' },
      /contentType of "a"/,
    ],
    ['a negative size', { name: 'a', data: Readable.from([]), size: -1 }, /size of "a"/],
  ];
  test.each(rows)('%s', async (_, source, expected) => {
    const server = await startScriptedServer([]);
    const call = createSession(server.url).post(['messages'], { body: { files: [source] }, uploads });
    const error = await call.catch((error: unknown) => error);
    expect(error).toBeInstanceOf(TypeError);
    expect(String(error)).toMatch(expected);
    expect(server.requests).toEqual([]);
  });

  test('fileFromPath() with an empty path or a number', () => {
    expect(() => fileFromPath('')).toThrow(TypeError);
    expect(() => fileFromPath(5 as never)).toThrow(TypeError);
  });
});

describe('a file that cannot be sent is a FileError and nothing is sent', () => {
  const rows: [string, () => Promise<FileSource> | FileSource, RegExp][] = [
    ['missing', () => fileFromPath('/does/not/exist.pdf'), /"\/does\/not\/exist.pdf" can't be sent: ENOENT/],
    ['a directory', () => fileFromPath(tmpdir()), /it is a directory/],
    ['a device', () => fileFromPath('/dev/null'), /it is not a regular file/],
    ['a symlink loop', symlinkLoop, /ELOOP/],
    [
      'larger than the limit on disk',
      async () => fileFromPath(await fileOnDisk('a.bin', Buffer.alloc(mebibyte + 1))),
      /"a.bin" has 1048577 bytes or more, and the service takes 1048576/,
    ],
    [
      'larger than the limit as a File',
      () => new File([Buffer.alloc(mebibyte + 1)], 'b'),
      /"b" has 1048577 bytes/,
    ],
    [
      'larger than the limit by its declared size',
      () => ({ name: 'c', data: Readable.from([]), size: mebibyte * 2 }),
      /"c" has 2097152/,
    ],
  ];
  test.each(rows)('%s', async (_, source, expected) => {
    const server = await startScriptedServer([]);
    const body = { files: [await source()] };
    const error = await createSession(server.url)
      .post(['messages'], { body, uploads })
      .catch((error: unknown) => error);
    expect(error).toBeInstanceOf(FileError);
    expect(String(error)).toMatch(expected);
    expect(server.requests).toEqual([]);
  });
});

describe('an upload fails without completing the request for', () => {
  test('a stream that throws, with its error as the cause of the FileError', async () => {
    const server = await startScriptedServer([]);
    const broken = new Error('disk failure');
    async function* breaking() {
      yield Buffer.alloc(70_000);
      throw broken;
    }
    const error = await upload(server.url, { name: 'a.bin', data: breaking() });
    expect(error).toBeInstanceOf(FileError);
    expect(error).toMatchObject({ message: expect.stringContaining('"a.bin"'), cause: broken });
    expect(server.requests).toEqual([]);
  });

  test('a Node stream that failed before it was read, without an uncaught exception', async () => {
    const server = await startScriptedServer([]);
    const error = await upload(server.url, { name: 'a', data: createReadStream('/does/not/exist') });
    expect(error).toBeInstanceOf(FileError);
    expect(error).toMatchObject({ cause: { code: 'ENOENT' } });
  });

  test('a stream shorter or longer than its declared size, or with chunks that are not bytes', async () => {
    const server = await startScriptedServer([]);
    const short = await upload(server.url, { name: 'a', data: Readable.from([Buffer.alloc(5)]), size: 6 });
    expect(String(short)).toMatch(/FileError: "a" ended after 5 of its 6 bytes/);
    const long = await upload(server.url, { name: 'a', data: Readable.from([Buffer.alloc(7)]), size: 6 });
    expect(String(long)).toMatch(/FileError: "a" grew beyond its 6 bytes/);
    const text = await upload(server.url, { name: 'a', data: Readable.from(['text']) as never });
    expect(String(text)).toMatch(/TypeError: The stream of "a" must yield bytes, got string/);
    expect(server.requests).toEqual([]);
  });

  test('a stream of unknown size that exceeds the size limit', async () => {
    const server = await startScriptedServer([]);
    const data = Readable.from(cut(Buffer.alloc(mebibyte + 1)));
    expect(String(await upload(server.url, { name: 'a', data }))).toMatch(
      /FileError: "a" has \d+ bytes or more/,
    );
    expect(server.requests).toEqual([]);
  });

  test.each([
    ['grown', (path: string) => appendFile(path, 'x'), /grew beyond its 100000 bytes/],
    ['been truncated', (path: string) => truncate(path, 10), /ended after 10 of its 100000 bytes/],
  ])('a file on disk that has %s since its size was read', async (_, change, expected) => {
    const path = await fileOnDisk('a.log', Buffer.alloc(100_000));
    const server = await startScriptedServer([]);
    const session = createSession(server.url, {
      accessToken: async () => {
        await change(path);
        return 'token';
      },
    });
    const body = { files: [fileFromPath(path)] };
    const error = await session.post(['messages'], { body, uploads }).catch((error: unknown) => error);
    expect(error).toBeInstanceOf(FileError);
    expect(String(error)).toMatch(expected);
    expect(server.requests).toEqual([]);
  });
});

describe('retrying an upload', () => {
  const bytes = randomBytes(300_000);
  const wait = { status: 429, headers: { 'retry-after': '1' } };

  test.each<[string, () => Promise<FileSource> | FileSource]>([
    ['a file on disk', async () => fileFromPath(await fileOnDisk('a.bin', bytes))],
    ['a Blob', () => new File([bytes], 'a.bin')],
    ['bytes', () => ({ name: 'a.bin', data: bytes })],
  ])('reads %s again from the start', async (_, source) => {
    const server = await startScriptedServer([wait, { json: { id: 'A' } }]);
    const body = { files: [await source()] };
    const seen: Progress[] = [];
    const onProgress = (progress: Progress) => seen.push(progress);
    expect(await createSession(server.url).post(['messages'], { body, uploads, onProgress })).toEqual({
      id: 'A',
    });
    for (const request of server.requests) expect((await fileIn(request)).bytes.equals(bytes)).toBe(true);
    expect(server.requests).toHaveLength(2);
    expect(seen.filter(({ transferred }) => transferred === 0)).toHaveLength(2);
  });

  test('is not possible for a stream: the error says why there was no retry', async () => {
    const server = await startScriptedServer([wait]);
    const error = await upload(server.url, { name: 'a.bin', data: Readable.from(cut(bytes)) });
    expect(error).toBeInstanceOf(RateLimitError);
    expect(String(error)).toMatch(
      /429 Too Many Requests.*not tried again: the stream of "a.bin" has been read/,
    );
    expect(server.requests).toHaveLength(1);
  });
});

describe('upload progress', () => {
  test('goes from 0 to the total size', async () => {
    const server = await startScriptedServer([{}]);
    const seen: Progress[] = [];
    const body = { text: 'x'.repeat(5000), files: [{ name: 'a', data: Buffer.alloc(700_001) }] };
    await createSession(server.url).post(['messages'], {
      body,
      uploads,
      onProgress: (one) => seen.push(one),
    });
    expect(seen[0]).toEqual({ transferred: 0, total: 700_001 });
    expect(seen.at(-1)).toEqual({ transferred: 700_001, total: 700_001 });
    expect(seen.length).toBeGreaterThan(3);
    const steps = seen.map(({ transferred }) => transferred);
    expect(steps).toEqual([...steps].sort((one, other) => one - other));
  });

  test('reports the total of a stream of unknown size at the end', async () => {
    const server = await startScriptedServer([{}]);
    const seen: Progress[] = [];
    const body = { files: [{ name: 'a', data: Readable.from([Buffer.alloc(10), Buffer.alloc(5)]) }] };
    await createSession(server.url).post(['messages'], {
      body,
      uploads,
      onProgress: (one) => seen.push(one),
    });
    expect(seen[0]).toEqual({ transferred: 0, total: undefined });
    expect(seen.at(-1)).toEqual({ transferred: 15, total: 15 });
  });

  test('rejects the call with the error that onProgress throws', async () => {
    const server = await startScriptedServer([]);
    const reason = new Error('enough');
    const onProgress = ({ transferred }: Progress) => {
      if (transferred > 0) throw reason;
    };
    const body = { files: [{ name: 'a', data: Buffer.alloc(700_000) }] };
    const call = createSession(server.url).post(['messages'], { body, uploads, onProgress });
    await expect(call).rejects.toBe(reason);
    expect(server.requests).toEqual([]);
  });
});

describe('an upload', () => {
  async function* endless() {
    yield Buffer.alloc(10);
    await new Promise(() => undefined);
  }

  test('is a TimeoutError if its stream yields nothing for `timeout` ms', async () => {
    const server = await startScriptedServer([]);
    const error = await upload(server.url, { name: 'a', data: endless() }, { timeout: 100 });
    expect(error).toBeInstanceOf(TimeoutError);
    expect(server.requests).toEqual([]);
  });

  test('rejects with the reason of its signal if aborted while its stream waits', async () => {
    const server = await startScriptedServer([]);
    const controller = new AbortController();
    const reason = new Error('aborted by the caller');
    const data = Readable.from(
      (async function* () {
        yield Buffer.alloc(10);
        controller.abort(reason);
        await new Promise(() => undefined);
      })(),
    );
    const call = createSession(server.url).post(['messages'], {
      body: { files: [{ name: 'a', data }] },
      uploads,
      signal: controller.signal,
    });
    await expect(call).rejects.toBe(reason);
    expect(server.requests).toEqual([]);
  });

  test('may take longer than `timeout` as long as data is sent', async () => {
    const server = await startScriptedServer([{ json: { id: 'A' } }]);
    const timeout = 300;
    const end = performance.now() + 2 * timeout;
    async function* slow() {
      for (; performance.now() < end; await setImmediate()) yield Buffer.alloc(10);
    }
    const session = createSession(server.url, { timeout });
    const body = { files: [{ name: 'a', data: slow() }] };
    expect(await session.post(['messages'], { body, uploads })).toEqual({ id: 'A' });
  });

  test('is a ConnectionError if the connection is reset', async () => {
    const server = await startScriptedServer([{ reset: true }]);
    expect(await upload(server.url, new Blob([Buffer.alloc(100)]))).toBeInstanceOf(ConnectionError);
  });
});

async function* cut(bytes: Buffer): AsyncGenerator<Uint8Array> {
  for (let start = 0; start < bytes.length; start += 60_000) yield bytes.subarray(start, start + 60_000);
}

async function symlinkLoop(): Promise<FileSource> {
  const path = await fileOnDisk('a', Buffer.alloc(0));
  await symlink(`${path}.link`, `${path}.link`);
  return fileFromPath(`${path}.link`);
}

/** Uploads a file and returns the error the call rejects with. */
function upload(url: string, source: FileSource, options?: SessionOptions): Promise<unknown> {
  return createSession(url, options)
    .post(['messages'], { body: { files: [source] }, uploads })
    .catch((error: unknown) => error);
}

test('an upload sends attributes named like members of Object.prototype', async () => {
  const server = await startScriptedServer([{}]);
  const body = { constructor: 'c', toString: 't', files: [new Blob(['file'])] };
  const session = new Session({ accessToken: 'token', baseUrl: server.url });
  await session.post(['messages'], { body, uploads: { files: 100 } });
  expect(server.requests[0]?.body).toContain('name="constructor"\r\n\r\nc\r\n');
  expect(server.requests[0]?.body).toContain('name="toString"\r\n\r\nt\r\n');
});
