import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { setTimeout } from 'node:timers/promises';
import { type Answer, startScriptedServer } from '@wxt/testing';
import { describe, expect, onTestFinished, test } from 'vitest';
import {
  ApiError,
  ConnectionError,
  FileError,
  LockedError,
  type Progress,
  Session,
  type SessionOptions,
  TimeoutError,
  type WebexError,
} from '../../src/index.js';

const bytes = randomBytes(1_000_000);
const headers = {
  'content-type': 'application/pdf',
  'content-disposition': 'attachment; filename="a.pdf"',
  'content-length': String(bytes.length),
};
const file: Answer = { headers, body: bytes };

function createSession(baseUrl: string, options?: SessionOptions): Session {
  return new Session({ accessToken: 'token', baseUrl, ...options });
}

async function emptyFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'wxt-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  return folder;
}

/** Yields half of the file, then waits for `then`. */
async function* half(then: () => Promise<unknown>): AsyncGenerator<Uint8Array> {
  yield bytes.subarray(0, 500_000);
  await then();
}
async function* stalledError(): AsyncGenerator<Uint8Array> {
  yield Buffer.from('{"message": "Begun');
  await never();
}
const never = () => new Promise<never>(() => undefined);
const broken = () => Promise.reject(new Error('broken'));

test('download() resolves to name, type and size, and streams the exact bytes', async () => {
  const server = await startScriptedServer([file]);
  const download = await createSession(server.url).download(`${server.url}contents/A?x=1`, {
    query: { allow: 'unscannable', left: undefined },
    headers: { 'X-Extra': 'yes' },
  });
  expect(download).toMatchObject({ fileName: 'a.pdf', contentType: 'application/pdf', size: 1_000_000 });
  expect((await buffer(download.body)).equals(bytes)).toBe(true);
  const [request] = server.requests;
  expect(request).toMatchObject({ method: 'GET', target: '/v1/contents/A?x=1&allow=unscannable' });
  expect(request?.headers).toMatchObject({
    authorization: 'Bearer token',
    accept: '*/*',
    'accept-encoding': 'identity',
    'x-extra': 'yes',
  });
});

test('calls, uploads and downloads of a session share one connection', async () => {
  const server = await startScriptedServer([{ json: { id: 'A' } }, file, {}, file, { json: { id: 'B' } }]);
  const session = createSession(server.url);
  expect(await session.get(['people', 'me'])).toEqual({ id: 'A' });
  expect(await buffer((await session.download(`${server.url}contents/A`)).body)).toHaveLength(bytes.length);
  const body = { files: [new Blob([bytes])] };
  await session.post(['messages'], { body, uploads: { files: bytes.length } });
  expect(await buffer((await session.download(`${server.url}contents/A`)).body)).toHaveLength(bytes.length);
  expect(await session.get(['people', 'me'])).toEqual({ id: 'B' });
  expect(server.connections).toBe(1);
});

test('webStream() returns the body as a Web stream', async () => {
  const server = await startScriptedServer([file]);
  const download = await createSession(server.url).download(`${server.url}contents/A`);
  expect((await buffer(download.webStream())).equals(bytes)).toBe(true);
});

test('download() without content headers leaves name, type and size undefined', async () => {
  const server = await startScriptedServer([{ body: half(async () => undefined) }]);
  const download = await createSession(server.url).download(`${server.url}contents/A`);
  expect(download).toMatchObject({ fileName: undefined, contentType: undefined, size: undefined });
  expect(await buffer(download.body)).toHaveLength(500_000);
});

test('getFileInfo() sends a HEAD', async () => {
  const server = await startScriptedServer([{ headers, body: '' }, file]);
  const session = createSession(server.url);
  expect(await session.getFileInfo(`${server.url}contents/A`)).toEqual({
    fileName: 'a.pdf',
    contentType: 'application/pdf',
    size: 1_000_000,
  });
  await session.getFileInfo(`${server.url}contents/A`);
  expect(server.requests.map(({ method }) => method)).toEqual(['HEAD', 'HEAD']);
  expect(server.connections).toBe(1);
});

test('onProgress of download() goes from 0 to the total size', async () => {
  const server = await startScriptedServer([file]);
  const seen: Progress[] = [];
  const onProgress = (progress: Progress) => seen.push(progress);
  const { body } = await createSession(server.url).download(`${server.url}contents/A`, { onProgress });
  await buffer(body);
  expect(seen[0]).toEqual({ transferred: 0, total: 1_000_000 });
  expect(seen.at(-1)).toEqual({ transferred: 1_000_000, total: 1_000_000 });
});

describe('download() sends the token to the API only', () => {
  test.each([
    'https://evil.example/v1/contents/A',
    'http://127.0.0.1:1/v1/contents/A',
    'file:///etc/passwd',
    'contents/A',
    '',
  ])('the URL %j is a TypeError and nothing is sent', async (url) => {
    const server = await startScriptedServer([]);
    const session = createSession(server.url);
    await expect(session.download(url)).rejects.toThrow(TypeError);
    await expect(session.getFileInfo(url)).rejects.toThrow(TypeError);
    expect(server.requests).toEqual([]);
  });

  test('a URL with credentials is a TypeError that does not show them', async () => {
    const server = await startScriptedServer([]);
    const url = server.url.replace('//', '//user:secret@');
    const error = await createSession(server.url)
      .download(url)
      .catch((error: unknown) => error);
    expect(error).toBeInstanceOf(TypeError);
    expect(String(error)).not.toContain('secret');
    expect(server.requests).toEqual([]);
  });

  test('a redirect to another host is followed without the token and the headers of the caller', async () => {
    const other = await startScriptedServer([file]);
    const server = await startScriptedServer([
      { status: 302, headers: { location: '/v1/moved' } },
      { status: 307, headers: { location: `${other.url}A?signature=secret` } },
    ]);
    const download = await createSession(server.url).download(`${server.url}contents/A`, {
      headers: { cookie: 'secret', 'x-extra': 'yes' },
    });
    expect((await buffer(download.body)).equals(bytes)).toBe(true);
    expect(server.requests.map(({ target }) => target)).toEqual(['/v1/contents/A', '/v1/moved']);
    expect(server.requests[1]?.headers.authorization).toBe('Bearer token');
    expect(other.requests[0]?.target).toBe('/v1/A?signature=secret');
    for (const name of ['authorization', 'cookie', 'x-extra']) {
      expect(other.requests[0]?.headers).not.toHaveProperty(name);
    }
  });

  test('an error after a redirect does not show the query of a pre-signed URL', async () => {
    const other = await startScriptedServer([{ status: 403, body: 'no' }]);
    const location = `${other.url}A?signature=secret`;
    const server = await startScriptedServer([{ status: 302, headers: { location } }]);
    const error = await createSession(server.url)
      .download(`${server.url}contents/A`)
      .catch((error: unknown) => error);
    expect(error).toMatchObject({ status: 403, url: `${other.url}A` });
    expect(JSON.stringify(error) + String(error)).not.toContain('secret');
  });

  test.each([
    ['to itself', '/v1/contents/A', 6],
    ['to an invalid URL', 'http://', 1],
    ['to a file: URL', 'file:///etc/passwd', 1],
  ])('a redirect %s is not followed and is an error', async (_, location, requests) => {
    const server = await startScriptedServer(() => ({ status: 302, headers: { location } }));
    const call = createSession(server.url).download(`${server.url}contents/A`);
    await expect(call).rejects.toThrow(/302 Found.*not followed/);
    expect(server.requests).toHaveLength(requests);
  });
});

describe('download() that gets an error response', () => {
  test('retries a 423 after Retry-After', async () => {
    const server = await startScriptedServer([{ status: 423, headers: { 'retry-after': '1' } }, file]);
    const { body } = await createSession(server.url).download(`${server.url}contents/A`);
    expect((await buffer(body)).equals(bytes)).toBe(true);
  });

  test('rejects with a LockedError for 423 with waitOnRateLimit: false', async () => {
    const json = { message: 'Being scanned.' };
    const server = await startScriptedServer([{ status: 423, headers: { 'retry-after': '1' }, json }]);
    const call = createSession(server.url, { waitOnRateLimit: false }).download(`${server.url}contents/A`);
    const error = await call.catch((error: unknown) => error);
    expect(error).toBeInstanceOf(LockedError);
    expect(error).toMatchObject({ retryAfter: 1, message: expect.stringContaining('Being scanned.') });
  });

  test('rejects with the message of the service and the hint for its status', async () => {
    const json = { message: 'Gone.', trackingId: 'TRACK' };
    const server = await startScriptedServer([{ status: 410, json }, { status: 410 }]);
    const hints = { 410: 'It was deleted.' };
    const session = createSession(server.url);
    const error = await session
      .download(`${server.url}contents/A`, { hints })
      .catch((error: unknown) => error);
    expect(error).toBeInstanceOf(ApiError);
    expect(error).toMatchObject({ status: 410, trackingId: 'TRACK', body: json });
    expect(String(error)).toContain('Gone. It was deleted.');
    await expect(session.getFileInfo(`${server.url}contents/A`, { hints })).rejects.toThrow(
      'It was deleted.',
    );
  });

  test('retries a reset connection and a 502', async () => {
    const server = await startScriptedServer([{ reset: true }, { status: 502 }, file]);
    const { body } = await createSession(server.url).download(`${server.url}contents/A`);
    expect((await buffer(body)).equals(bytes)).toBe(true);
    expect(server.requests).toHaveLength(3);
  });

  test('stops reading an endless error body', async () => {
    const endless = async function* () {
      for (;;) yield bytes;
    };
    const server = await startScriptedServer([{ status: 403, body: endless() }]);
    await expect(createSession(server.url).download(`${server.url}contents/A`)).rejects.toThrow('403');
  });
});

describe('a download body', () => {
  const rows: [string, Answer, abstract new (...given: never[]) => WebexError, RegExp][] = [
    ['whose connection breaks', { headers, body: half(broken) }, ConnectionError, /GET http:/],
    ['of unknown size whose connection breaks', { body: half(broken) }, ConnectionError, /GET http:/],
    ['that stalls', { headers, body: half(never) }, TimeoutError, /No data received for 300 ms/],
    ['of an error response that stalls', { status: 403, body: stalledError() }, ApiError, /403 Forbidden/],
  ];
  test.each(rows)(
    '%s is an error without the token, and leaves no file behind',
    async (_, answer, kind, message) => {
      const server = await startScriptedServer([answer]);
      const folder = await emptyFolder();
      const session = createSession(server.url, { timeout: 300, maxRetries: 0 });
      const error = await session
        .download(`${server.url}contents/A`)
        .then((download) => download.saveTo(join(folder, 'a.pdf')))
        .catch((error: unknown) => error);
      expect(error).toBeInstanceOf(kind);
      expect(String(error)).toMatch(message);
      expect(JSON.stringify(error)).not.toContain('token');
      expect(await readdir(folder)).toEqual([]);
    },
  );

  test('is complete even if the reader starts later than `timeout`', async () => {
    const server = await startScriptedServer([file]);
    const { body } = await createSession(server.url, { timeout: 100 }).download(`${server.url}contents/A`);
    await setTimeout(500);
    expect((await buffer(body)).equals(bytes)).toBe(true);
  });

  test('is a TimeoutError if no response headers arrive within `timeout`', async () => {
    const server = await startScriptedServer([{ after: never() }]);
    const call = createSession(server.url, { timeout: 100, maxRetries: 0 }).download(
      `${server.url}contents/A`,
    );
    await expect(call).rejects.toThrow(TimeoutError);
  });

  test('ends with the reason of its signal, before and after the headers', async () => {
    const reason = new Error('aborted by the caller');
    const server = await startScriptedServer([{ headers, body: half(never) }]);
    const session = createSession(server.url);
    const url = `${server.url}contents/A`;
    await expect(session.download(url, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
    expect(server.requests).toEqual([]);

    const folder = await emptyFolder();
    const controller = new AbortController();
    const download = await session.download(url, {
      signal: controller.signal,
      onProgress: ({ transferred }) => transferred > 400_000 && controller.abort(reason),
    });
    await expect(download.saveTo(join(folder, 'a.pdf'))).rejects.toBe(reason);
    expect(await readdir(folder)).toEqual([]);
  });

  test('ends with the error that onProgress throws', async () => {
    const server = await startScriptedServer([file]);
    const reason = new Error('enough');
    const { body } = await createSession(server.url).download(`${server.url}contents/A`, {
      onProgress: ({ transferred }) => {
        if (transferred > 0) throw reason;
      },
    });
    await expect(buffer(body)).rejects.toBe(reason);
  });

  test('closes the connection if destroyed', async () => {
    await new Promise<void>((resolve) => {
      const body = (async function* () {
        try {
          for (;;) yield bytes;
        } finally {
          resolve();
        }
      })();
      startScriptedServer([{ body }])
        .then((server) => createSession(server.url).download(`${server.url}contents/A`))
        .then((download) => download.body.destroy());
    });
  });
});

describe('saveTo()', () => {
  const open = async (name: string) => {
    const disposition = `attachment; filename*=UTF-8''${encodeURIComponent(name)}`;
    const server = await startScriptedServer([
      { ...file, headers: { ...headers, 'content-disposition': disposition } },
    ]);
    return createSession(server.url).download(`${server.url}contents/A`);
  };

  test('writes to a path, and replaces a file there only if told to', async () => {
    const folder = await emptyFolder();
    const path = join(folder, 'mine.pdf');
    await writeFile(path, 'old');
    const download = await open('a.pdf');
    const error = await download.saveTo(path).catch((error: unknown) => error);
    expect(error).toBeInstanceOf(FileError);
    expect(String(error)).toContain(`"${path}" already exists (EEXIST): pass { ifExists: 'replace' }`);
    expect(download.body.destroyed).toBe(true);
    expect(await readFile(path, 'utf8')).toBe('old');
    expect(await (await open('a.pdf')).saveTo(path, { ifExists: 'replace' })).toBe(path);
    expect((await readFile(path)).equals(bytes)).toBe(true);
    expect(await readdir(folder)).toEqual(['mine.pdf']);
  });

  test.each([
    ['a.pdf', 'a.pdf'],
    ['../../a.pdf', 'a.pdf'],
    ['..', 'file'],
  ])('saves a file named %j into a folder as %j', async (name, expected) => {
    const folder = await emptyFolder();
    expect(await (await open(name)).saveTo(`${folder}/`)).toBe(join(folder, expected));
    expect(await readdir(folder)).toEqual([expected]);
  });

  test('numbers files with the same name with ifExists: rename', async () => {
    const folder = await emptyFolder();
    await writeFile(join(folder, 'notes.txt'), 'old');
    const downloads = await Promise.all(Array.from({ length: 6 }, () => open('notes.txt')));
    const paths = await Promise.all(
      downloads.map((download) => download.saveTo(folder, { ifExists: 'rename' })),
    );
    const names = [1, 2, 3, 4, 5, 6].map((number) => `notes (${number}).txt`);
    expect(paths.sort()).toEqual(names.map((name) => join(folder, name)));
    expect((await readdir(folder)).sort()).toEqual([...names, 'notes.txt']);
    for (const path of paths) expect((await readFile(path)).equals(bytes)).toBe(true);
    expect(await readFile(join(folder, 'notes.txt'), 'utf8')).toBe('old');
  });

  test('does not replace a file that appears during the transfer', async () => {
    const folder = await emptyFolder();
    const path = join(folder, 'late.pdf');
    let appeared: Promise<void> | undefined;
    const onProgress = ({ transferred }: Progress) => {
      if (transferred > 0) appeared ??= writeFile(path, 'theirs');
    };
    const error = await (await open('a.pdf')).saveTo(path, { onProgress }).catch((error: unknown) => error);
    await appeared;
    expect(String(error)).toContain(`"${path}" already exists`);
    expect(await readFile(path, 'utf8')).toBe('theirs');
    expect(await readdir(folder)).toEqual(['late.pdf']);
  });

  test('rejects if the download was already saved', async () => {
    const folder = await emptyFolder();
    const download = await open('a.pdf');
    await download.saveTo(join(folder, 'first'));
    await expect(download.saveTo(join(folder, 'second'))).rejects.toThrow(/already been read or saved/);
    expect(await readdir(folder)).toEqual(['first']);
  });

  test('reports its progress from 0 to the size', async () => {
    const seen: Progress[] = [];
    const onProgress = (progress: Progress) => void seen.push(progress);
    await (await open('a.pdf')).saveTo(await emptyFolder(), { onProgress });
    expect(seen[0]).toEqual({ transferred: 0, total: 1_000_000 });
    expect(seen.at(-1)).toEqual({ transferred: 1_000_000, total: 1_000_000 });
  });

  test.each([
    ['missing/a.pdf', /The folder ".*missing" does not exist \(ENOENT\): create it first/],
    ['missing/', /The folder ".*missing\/" does not exist/],
    ['file/a.pdf', /".*file" is not a folder/],
    [`${'n'.repeat(300)}`, /"can't be written|ENAMETOOLONG/],
  ])('to %j is a FileError that names the path and destroys the download', async (place, message) => {
    const folder = await emptyFolder();
    await writeFile(join(folder, 'file'), '');
    const download = await open('a.pdf');
    const error = await download.saveTo(`${folder}/${place}`).catch((error: unknown) => error);
    expect(error).toBeInstanceOf(FileError);
    expect(String(error)).toMatch(message);
    expect(String(error) + String((error as Error).cause)).not.toContain('.part');
    expect(download.body.destroyed).toBe(true);
    expect(await readdir(folder)).toEqual(['file']);
  });

  test.each([
    ['', {}, /path must be a non-empty string/],
    [5, {}, /path must be/],
    ['x', { ifExists: 'overwrite' }, /ifExists must be "error", "replace" or "rename"/],
  ])('with the path %j and options %j is a TypeError', async (path, options, message) => {
    const download = await open('a.pdf');
    const error = await download.saveTo(path as string, options as object).catch((error: unknown) => error);
    expect(error).toBeInstanceOf(TypeError);
    expect(String(error)).toMatch(message);
  });
});
