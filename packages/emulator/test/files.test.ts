import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import { describe, expect, onTestFinished, test } from 'vitest';
import { type Body, listOf, make, openEmulator, refusal, send } from './open-emulator.js';

type Opened = Awaited<ReturnType<typeof openEmulator>>;
const bytes = randomBytes(300_000);

async function openRoom() {
  const opened = await openEmulator();
  const room = await make(opened.alice, 'rooms', { title: 'Room' });
  return { ...opened, room };
}

function post(emulator: Opened['emulator'], token: string, fields: Record<string, string | File>) {
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) body.append(name, value);
  const headers = { authorization: `Bearer ${token}` };
  return send(`${emulator.url}messages`, { method: 'POST', headers, body });
}

/** The URL of a message's file. */
function fileOf(message: Body): string {
  const { files } = message;
  expect(files).toHaveLength(1);
  return Array.isArray(files) ? String(files[0]) : '';
}

function fetchFile(url: string, token: string, method = 'GET') {
  return fetch(url, { method, headers: { authorization: `Bearer ${token}` } });
}

const digest = (content: Uint8Array) => createHash('sha256').update(content).digest('hex');

test('an uploaded file is served with its content, name, type and length, by GET and HEAD', async () => {
  const { emulator, alice, room } = await openRoom();
  const file = new File([bytes], 'Überblick "1" (final).pdf', { type: 'application/pdf' });
  const sent = await post(emulator, alice.accessToken, {
    roomId: room.id,
    markdown: '**a**\n\nb',
    files: file,
  });
  expect(sent).toMatchObject({ status: 200, body: { markdown: '**a**\r\n\r\nb' } });
  const url = fileOf(sent.body);
  const answer = await fetchFile(url, alice.accessToken);
  expect(digest(new Uint8Array(await answer.arrayBuffer()))).toBe(digest(bytes));
  const head = await fetchFile(url, alice.accessToken, 'HEAD');
  for (const { status, headers } of [answer, head]) {
    expect(status).toBe(200);
    expect(headers.get('content-type')).toBe('application/pdf');
    expect(headers.get('content-length')).toBe('300000');
    expect(headers.get('content-disposition')).toBe(
      'attachment; filename="_berblick _1_ (final).pdf"; filename*=UTF-8\'\'%C3%9Cberblick%20%221%22%20%28final%29.pdf',
    );
  }
});

test('an upload without Content-Length is accepted', async () => {
  const { emulator, alice, room } = await openRoom();
  const form = new FormData();
  form.append('roomId', room.id);
  form.append('files', new File([bytes], 'a.bin'));
  const { headers, body } = new Response(form);
  const sent = await send(`${emulator.url}messages`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${alice.accessToken}`,
      'content-type': headers.get('content-type') ?? '',
    },
    body, // a stream is sent in chunks
    duplex: 'half',
  });
  expect(sent).toMatchObject({ status: 200 });
  const answer = await fetchFile(fileOf(sent.body), alice.accessToken);
  expect(digest(new Uint8Array(await answer.arrayBuffer()))).toBe(digest(bytes));
});

test('a multipart upload can have a card as JSON', async () => {
  const { emulator, alice, room } = await openRoom();
  const card = { contentType: 'application/vnd.microsoft.card.adaptive', content: { type: 'AdaptiveCard' } };
  const fields = { roomId: room.id, attachments: JSON.stringify([card]), files: new File(['a'], 'a.txt') };
  const { body } = await post(emulator, alice.accessToken, fields);
  expect(listOf(body.attachments)).toEqual([card]);
  fileOf(body);
  const broken = await post(emulator, alice.accessToken, { ...fields, attachments: '[{' });
  expect(broken).toMatchObject(refusal(400, 'JSON'));
});

test('an upload with two files, malformed multipart or more than 100 MB is rejected', async () => {
  const { emulator, alice, room } = await openRoom();
  const form = new FormData();
  form.append('roomId', room.id);
  form.append('files', new File(['a'], 'a'));
  form.append('files', new File(['b'], 'b'));
  const headers = { authorization: `Bearer ${alice.accessToken}` };
  const two = await send(`${emulator.url}messages`, { method: 'POST', headers, body: form });
  expect(two).toMatchObject(refusal(400, 'files can have at most 1 item'));
  const broken = { ...headers, 'content-type': 'multipart/form-data; boundary=x' };
  const none = await send(`${emulator.url}messages`, { method: 'POST', headers: broken, body: 'nonsense' });
  expect(none).toMatchObject(refusal(400, 'not valid multipart'));
  const large = new File([Buffer.alloc(100 * 2 ** 20 + 1)], 'large');
  const refused = await post(emulator, alice.accessToken, { roomId: room.id, files: large });
  expect(refused).toMatchObject(refusal(413, '"large" is larger than 100 MB'));
});

test('a file is served to members only, and to nobody once its message is deleted', async () => {
  const { emulator, alice, bob, room } = await openRoom();
  const { body } = await post(emulator, alice.accessToken, { roomId: room.id, files: new File(['a'], 'a') });
  const url = fileOf(body);
  expect((await fetchFile(url, bob.accessToken)).status).toBe(404);
  expect((await fetchFile(url, 'nobody')).status).toBe(401);
  expect((await alice.delete(`messages/${body.id}`)).status).toBe(204);
  expect(await alice.get(url)).toMatchObject(refusal(410, 'deleted'));
});

test('a file being scanned for malware is a 423 with Retry-After', async () => {
  const { emulator, alice, room } = await openRoom();
  emulator.scan({ delay: 60_000 });
  const first = await post(emulator, alice.accessToken, { roomId: room.id, files: new File(['a'], 'a') });
  const locked = await alice.get(fileOf(first.body));
  expect(locked).toMatchObject(refusal(423, 'scanned'));
  expect(locked.headers.get('retry-after')).toBe('60');
  const next = await post(emulator, alice.accessToken, { roomId: room.id, files: new File(['a'], 'a') });
  expect((await fetchFile(fileOf(next.body), alice.accessToken)).status).toBe(200);
});

test('an unscannable file requires allow=unscannable, an infected one is a 410', async () => {
  const { emulator, alice, room } = await openRoom();
  emulator.scan({ result: 'unscannable' });
  emulator.scan({ result: 'infected' });
  const upload = () => post(emulator, alice.accessToken, { roomId: room.id, files: new File(['a'], 'a') });
  const unscannable = fileOf((await upload()).body);
  expect(await alice.get(unscannable)).toMatchObject(refusal(428, 'allow=unscannable'));
  expect((await fetchFile(`${unscannable}?allow=unscannable`, alice.accessToken)).status).toBe(200);
  const infected = fileOf((await upload()).body);
  expect(await alice.get(`${infected}?allow=unscannable`)).toMatchObject(refusal(410, 'malware'));
});

test('/_emulator/scans sets scans over HTTP and rejects invalid ones', async () => {
  const { emulator } = await openEmulator();
  const url = new URL('/_emulator/scans', emulator.url);
  const add = (scan: unknown) => send(url, { method: 'POST', body: JSON.stringify(scan) });
  expect(await add({ result: 'infected' })).toMatchObject({
    status: 201,
    body: { delay: 0, result: 'infected' },
  });
  expect((await send(url)).body.items).toEqual([{ delay: 0, result: 'infected' }]);
  expect((await send(url, { method: 'DELETE' })).status).toBe(204);
  expect((await send(url)).body.items).toEqual([]);
  for (const wrong of [5, [], { delay: -1 }, { delay: '5' }, { result: 'fine' }, { results: 'clean' }]) {
    expect((await add(wrong)).status).toBe(400);
  }
  expect(() => emulator.scan({ delay: 0.5 })).toThrow(/delay/);
});

describe('a file given by its URL', () => {
  /** A server on loopback that counts its requests. */
  async function openSource(respond: (path: string, response: ServerResponse) => void) {
    const asked: string[] = [];
    const server = createServer(({ url = '' }, response) => {
      asked.push(url);
      respond(url, response);
    });
    await once(server.listen(0, '127.0.0.1'), 'listening');
    onTestFinished(() => {
      server.closeAllConnections();
      server.close();
    });
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : 0;
    return { url: `http://127.0.0.1:${port}`, asked };
  }

  test('on loopback is fetched when it is posted, and kept when the source is gone', async () => {
    const { alice, room } = await openRoom();
    let isThere = true;
    const { url, asked } = await openSource((path, response) => {
      if (path === '/moved') response.writeHead(302, { location: '/a%20b.txt' }).end();
      else if (isThere) response.setHeader('content-type', 'text/plain').end('content');
      else response.writeHead(404).end();
    });
    const message = await make(alice, 'messages', { roomId: room.id, files: [`${url}/a%20b.txt?x=1`] });
    isThere = false;
    const response = await fetchFile(fileOf(message), alice.accessToken);
    expect(await response.text()).toBe('content');
    expect(response.headers.get('content-disposition')).toContain('filename="a b.txt"');
    expect(response.headers.get('content-type')).toBe('text/plain');
    expect(asked).toEqual(['/a%20b.txt?x=1']);
    isThere = true;
    expect(await alice.post('messages', { roomId: room.id, files: [`${url}/moved`] })).toHaveProperty(
      'status',
      200,
    );
  });

  test("on loopback that can't be fetched is a 400, and nothing is posted", async () => {
    const { alice, room } = await openRoom();
    const { url } = await openSource((path, response) => {
      if (path === '/away') response.writeHead(302, { location: 'https://example.com/a' }).end();
      else if (path === '/loop') response.writeHead(302, { location: '/loop' }).end();
      else if (path === '/cut') {
        response.writeHead(200, { 'content-length': '100' }).write('start', () => response.destroy());
      } else response.writeHead(403).end();
    });
    for (const [path, reason] of [
      ['/none', 'the response is 403'],
      ['/away', 'not on loopback'],
      ['/loop', 'too many redirects'],
      ['/cut', "can't be fetched"],
    ]) {
      const sent = await alice.post('messages', { roomId: room.id, text: 'x', files: [`${url}${path}`] });
      expect(sent).toMatchObject(refusal(400, String(reason)));
    }
    for (const file of ['http://127.0.0.1:9/a', 'http://user:password@localhost/a', 'http://[::1]:9/']) {
      expect(await alice.post('messages', { roomId: room.id, files: [file] })).toMatchObject(
        refusal(400, "can't be fetched"),
      );
    }
    expect((await alice.get(`messages?roomId=${room.id}`)).body.items).toEqual([]);
  });

  test("elsewhere is not fetched: the file's address redirects to it, whatever characters it has", async () => {
    const { alice, room } = await openRoom();
    const source = 'https://files.example.com/Überblick €.pdf';
    const message = await make(alice, 'messages', { roomId: room.id, files: [source] });
    const headers = { authorization: `Bearer ${alice.accessToken}` };
    const response = await fetch(fileOf(message), { headers, redirect: 'manual' });
    expect([response.status, response.headers.get('location')]).toEqual([302, new URL(source).href]);
  });
});

test('an uploaded file whose content type is not a valid header value is served as application/octet-stream', async () => {
  const { emulator, alice, room } = await openRoom();
  const boundary = 'boundary-of-more-than-a-few-letters';
  const body = [
    `--${boundary}`,
    'content-disposition: form-data; name="roomId"',
    '',
    room.id,
    `--${boundary}`,
    'content-disposition: form-data; name="files"; filename="a"',
    'content-type: text/\u20ac',
    '',
    'content',
    `--${boundary}--`,
    '',
  ].join('\r\n');
  const headers = {
    authorization: `Bearer ${alice.accessToken}`,
    'content-type': `multipart/form-data; boundary=${boundary}`,
  };
  const sent = await send(`${emulator.url}messages`, { method: 'POST', headers, body });
  expect(sent.status).toBe(200);
  const response = await fetchFile(fileOf(sent.body), alice.accessToken);
  expect([response.status, response.headers.get('content-type')]).toEqual([200, 'application/octet-stream']);
});
