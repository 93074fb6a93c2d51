import { readFile } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { conformance, startScriptedServer } from '@wxt/testing';
import { describe, expect, test } from 'vitest';
import {
  type CreateMessage,
  FileError,
  ForbiddenError,
  fileFromPath,
  Messages,
  type Progress,
  Session,
  type UpdateMessage,
} from '../src/index.js';

const create = (baseUrl: string) => new Messages(new Session({ accessToken: 'token', baseUrl }));
const message = { id: 'MESSAGE', roomId: 'ROOM', roomType: 'group', text: 'hello' };
const card = {
  contentType: 'application/vnd.microsoft.card.adaptive',
  content: { type: 'AdaptiveCard', version: '1.3', body: [{ type: 'TextBlock', text: 'Hi', wrap: false }] },
};

conformance({
  create,
  rows: [
    {
      method: 'list',
      arguments: [{ roomId: 'ROOM' }],
      request: 'GET /v1/messages?roomId=ROOM',
      list: 'link',
    },
    {
      method: 'list',
      arguments: [
        {
          roomId: 'ROOM',
          parentId: 'PARENT',
          mentionedPeople: ['me', 'PER,SON'],
          before: '2026-11-24T10:00:00.000Z',
          beforeMessage: 'MESSAGE',
          max: 100,
        },
      ],
      request:
        'GET /v1/messages?roomId=ROOM&parentId=PARENT&mentionedPeople=me,PER%2CSON&before=2026-11-24T10%3A00%3A00.000Z&beforeMessage=MESSAGE&max=100',
      list: 'link',
    },
    {
      method: 'listDirect',
      arguments: [{ personId: 'PERSON', parentId: 'PARENT' }],
      request: 'GET /v1/messages/direct?personId=PERSON&parentId=PARENT',
      list: 'link',
    },
    {
      method: 'listDirect',
      arguments: [{ personEmail: 'ada@example.com' }],
      request: 'GET /v1/messages/direct?personEmail=ada%40example.com',
      list: 'link',
    },
    {
      method: 'create',
      arguments: [{ roomId: 'ROOM', parentId: 'PARENT', text: 'hello', markdown: '**hello**' }],
      request: 'POST /v1/messages',
      body: { roomId: 'ROOM', parentId: 'PARENT', text: 'hello', markdown: '**hello**' },
      answer: message,
    },
    {
      method: 'create',
      arguments: [{ toPersonId: 'PERSON', files: ['https://example.com/a,b.png'], attachments: [card] }],
      request: 'POST /v1/messages',
      body: { toPersonId: 'PERSON', files: ['https://example.com/a,b.png'], attachments: [card] },
      answer: message,
    },
    {
      method: 'create',
      arguments: [{ toPersonEmail: 'ada@example.com', text: '', markdown: '*hello*', files: [] }],
      request: 'POST /v1/messages',
      body: { toPersonEmail: 'ada@example.com', text: '', markdown: '*hello*', files: [] },
      answer: message,
    },
    { method: 'get', arguments: ['MESSAGE'], request: 'GET /v1/messages/MESSAGE', answer: message },
    {
      method: 'update',
      arguments: ['MESSAGE', { roomId: 'ROOM', text: 'hello', markdown: '*hello*' }],
      request: 'PUT /v1/messages/MESSAGE',
      body: { roomId: 'ROOM', text: 'hello', markdown: '*hello*' },
      answer: message,
    },
    { method: 'delete', arguments: ['MESSAGE'], request: 'DELETE /v1/messages/MESSAGE' },
  ],
  besides: ['download', 'getFileInfo'],
});

describe('wrong parameters are refused before anything is sent', () => {
  const text = 'hello';
  const rows: [string, CreateMessage, RegExp][] = [
    ['no recipient', { text } as never, /One of "roomId", "toPersonId", and "toPersonEmail" is required/],
    [
      'two recipients',
      { roomId: 'ROOM', toPersonId: 'PERSON', text } as never,
      /Only one of "roomId" and "toPersonId"/,
    ],
    ['an empty room', { roomId: '', text }, /"roomId" must not be empty/],
    [
      'nothing to say',
      { roomId: 'ROOM' },
      /One of "text", "markdown", "files", and "attachments" is required/,
    ],
    [
      'an empty text',
      { roomId: 'ROOM', text: '' },
      /One of "text", "markdown", "files", and "attachments" is required, "text" is empty/,
    ],
    ['a blank markdown', { roomId: 'ROOM', markdown: ' \n' }, /"markdown" is empty/],
    ['a text that is null', { roomId: 'ROOM', text: null as never }, /is required, none was given/],
    [
      'no files and no cards',
      { roomId: 'ROOM', files: [], attachments: [] },
      /"files" and "attachments" are empty/,
    ],
    ['a file with an empty address', { roomId: 'ROOM', files: [''] }, /"files" is empty/],
    ['a recipient that is null', { toPersonId: null, text } as never, /One of "roomId", "toPersonId"/],
    [
      'two files',
      { roomId: 'ROOM', files: ['https://a.example', 'https://b.example'] },
      /"files" may hold 1 item/,
    ],
    [
      'a URL and a file',
      { roomId: 'ROOM', files: ['https://a.example', new Blob(['b'])] },
      /"files" may hold 1 item/,
    ],
    ['a bare path', { roomId: 'ROOM', files: ['./report.pdf'] }, /files on disk as fileFromPath\(path\)/],
    ['two cards', { roomId: 'ROOM', attachments: [card, card] }, /"attachments" may hold 1 item, got 2/],
    ['a file by itself', { roomId: 'ROOM', files: 'https://a.example' as never }, /"files" must be an array/],
    [
      'a long text',
      { roomId: 'ROOM', text: 'ä'.repeat(3720) },
      /"text" may take 7439 bytes in UTF-8, got 7440. splitMarkdown\(text\) cuts it/,
    ],
    ['a long markdown', { roomId: 'ROOM', markdown: 'a'.repeat(7440) }, /"markdown" may take 7439 bytes/],
    ['a text by number', { roomId: 'ROOM', text: 5 as never }, /"text" must be a string/],
    ['a message that is none', 'hello' as never, /Expected an object of parameters/],
  ];
  test.each(rows)('%s', async (_, parameters, expected) => {
    const server = await startScriptedServer([]);
    const error = await create(server.url)
      .create(parameters)
      .catch((error: unknown) => error);
    expect(error).toBeInstanceOf(TypeError);
    expect(String(error)).toMatch(expected);
    expect(server.requests).toEqual([]);
  });

  test('an edit without anything new, and one without the room', async () => {
    const server = await startScriptedServer([]);
    const messages = create(server.url);
    await expect(messages.update('MESSAGE', { roomId: 'ROOM' })).rejects.toThrow(
      /"text" and "markdown" is required/,
    );
    await expect(messages.update('MESSAGE', { text } as never)).rejects.toThrow(/"roomId" is required/);
    expect(server.requests).toEqual([]);
  });

  test('direct messages with nobody, or one person twice', async () => {
    const messages = create('http://127.0.0.1:9/');
    expect(() => messages.listDirect({} as never)).toThrow(/One of "personId" and "personEmail" is required/);
    const twice = { personId: 'P', personEmail: 'p@example.com' } as never;
    expect(() => messages.listDirect(twice)).toThrow(/Only one of/);
  });
});

describe('content through extraBody', () => {
  test('is sent in place of text', async () => {
    const server = await startScriptedServer([{ json: message }, { json: message }]);
    const options = { extraBody: { html: '<b>hello</b>' } };
    await create(server.url).create({ roomId: 'ROOM' }, options);
    await create(server.url).update('MESSAGE', { roomId: 'ROOM' }, options);
    const body = { roomId: 'ROOM', html: '<b>hello</b>' };
    expect(server.requests.map((request) => JSON.parse(request.body))).toEqual([body, body]);
  });

  test('does not stand for a recipient as well', async () => {
    const server = await startScriptedServer([]);
    const call = create(server.url).create({} as never, { extraBody: { html: '<b>hello</b>' } });
    await expect(call).rejects.toThrow(/One of "roomId", "toPersonId", and "toPersonEmail" is required/);
    expect(server.requests).toEqual([]);
  });
});

describe('update() with a message that was read', () => {
  const read = {
    id: 'MESSAGE',
    parentId: 'PARENT',
    roomId: 'ROOM',
    roomType: 'group',
    text: 'Hi Bob & "all": a<b',
    markdown: 'Hi <@personId:P|Bob> & **"all"**: a<b',
    html: '<p>Hi <spark-mention data-object-id="P">Bob</spark-mention> &amp; <strong>&quot;all&quot;</strong>: a&lt;b</p>\n',
    personId: 'PERSON',
    personEmail: 'ada@example.com',
    mentionedPeople: ['P'],
    mentionedGroups: ['all'],
    created: '2026-11-24T10:00:00.000Z',
    updated: '2026-11-24T11:00:00.000Z',
    isVoiceClip: false,
    errors: {},
    files: [],
    attachments: [],
  };
  const { html, markdown: _, ...plain } = read;
  const sent = async (edited: UpdateMessage) => {
    const server = await startScriptedServer([{ json: message }]);
    await create(server.url).update('MESSAGE', edited);
    return JSON.parse(server.requests[0]?.body ?? '');
  };

  test('sends a new markdown without html and without the old text', async () => {
    expect(await sent({ ...read, markdown: '*Bye*' })).toEqual({
      roomId: 'ROOM',
      markdown: '*Bye*',
    });
    expect(await sent({ ...plain, markdown: '*Bye*' })).toEqual({
      roomId: 'ROOM',
      markdown: '*Bye*',
    });
  });

  test('sends a new text, alone if the markdown is taken away', async () => {
    expect(await sent({ ...plain, text: 'Bye' })).toEqual({ roomId: 'ROOM', text: 'Bye' });
    expect(await sent({ ...read, text: 'Bye', markdown: undefined })).toEqual({
      roomId: 'ROOM',
      text: 'Bye',
    });
    expect(await sent({ ...read, text: 'Bye', markdown: '*Bye*' })).toMatchObject({
      text: 'Bye',
      markdown: '*Bye*',
    });
  });

  test('sends an attribute that the service may come to accept', async () => {
    expect(await sent({ ...read, markdown: '*Bye*', pinned: true } as UpdateMessage)).toMatchObject({
      pinned: true,
    });
  });

  test.each([
    ['files', { files: ['https://webexapis.com/v1/contents/A'] }],
    ['attachments', { attachments: [card] }],
  ])('is refused before anything is sent if the message has %s', async (name, parts) => {
    const server = await startScriptedServer([]);
    const call = create(server.url).update('MESSAGE', { ...read, ...parts, markdown: '*Bye*' });
    await expect(call).rejects.toThrow(`"${name}" can't be given here. A message with a file or a card`);
    expect(server.requests).toEqual([]);
  });
});

test('the longest text the service takes is sent', async () => {
  const server = await startScriptedServer([{ json: message }]);
  await create(server.url).create({ roomId: 'ROOM', text: 'a'.repeat(7439) });
  expect(JSON.parse(server.requests[0]?.body ?? '').text).toHaveLength(7439);
});

test('a list before a point in time ends: the next page gets its filters, not its beginning', async () => {
  const server = await startScriptedServer((request) =>
    request.target.includes('cursor')
      ? { json: { items: [{ id: 'b' }] } }
      : {
          json: { items: [{ id: 'a' }] },
          headers: { link: `<${server.url}messages?cursor=2&max=null>; rel="next"` },
        },
  );
  const list = create(server.url).list({ roomId: 'ROOM', beforeMessage: 'MESSAGE', max: 1 });
  expect(await list.toArray()).toEqual([{ id: 'a' }, { id: 'b' }]);
  expect(server.requests.map((request) => request.target)).toEqual([
    '/v1/messages?roomId=ROOM&beforeMessage=MESSAGE&max=1',
    '/v1/messages?cursor=2&roomId=ROOM&max=1',
  ]);
});

test('a bot that lists a group room learns what it has to pass', async () => {
  const server = await startScriptedServer([{ status: 403, json: { message: 'Not allowed.' } }]);
  const error = await create(server.url)
    .list({ roomId: 'ROOM' })
    .first()
    .catch((error: unknown) => error);
  expect(error).toBeInstanceOf(ForbiddenError);
  expect(String(error)).toContain("mentionedPeople: 'me'");
});

test('pages of mentions are no larger than the service allows', async () => {
  const server = await startScriptedServer(() => ({ json: { items: [] } }));
  const messages = create(server.url);
  await messages.list({ roomId: 'ROOM', mentionedPeople: 'me' }).toArray(101);
  await messages.list({ roomId: 'ROOM', mentionedPeople: 'me' }).toArray(100);
  await messages.list({ roomId: 'ROOM' }).toArray(101);
  expect(server.requests.map((request) => request.target)).toEqual([
    '/v1/messages?roomId=ROOM&mentionedPeople=me&max=100',
    '/v1/messages?roomId=ROOM&mentionedPeople=me&max=100',
    '/v1/messages?roomId=ROOM&max=101',
  ]);
});

describe('files', () => {
  test('a file and a card go together', async () => {
    const server = await startScriptedServer([{ json: message }]);
    const path = fileURLToPath(import.meta.url);
    const sent = { roomId: 'ROOM', markdown: '**hello**', files: [fileFromPath(path)], attachments: [card] };
    expect(await create(server.url).create(sent)).toEqual(message);
    const [request] = server.requests;
    const headers = { 'content-type': request?.headers['content-type'] ?? '' };
    const form = await new Response(new Uint8Array(request?.bytes ?? []), { headers }).formData();
    expect(JSON.parse(String(form.get('attachments')))).toEqual([card]);
    expect(form.get('markdown')).toBe('**hello**');
    const file = form.get('files');
    if (!(file instanceof Blob)) throw new Error('There is no file in the request.');
    expect(file.name).toBe('messages.test.ts');
    expect(await file.text()).toBe(await readFile(path, 'utf8'));
  });

  test('a file beyond 100 MB, and one that is missing, are errors before anything is sent', async () => {
    const server = await startScriptedServer([]);
    const data = Readable.from([]);
    const files = [{ name: 'a.mp4', data, size: 104_857_601 }];
    await expect(create(server.url).create({ roomId: 'ROOM', files })).rejects.toThrow(FileError);
    const missing = { roomId: 'ROOM', files: [fileFromPath('/does/not/exist')] };
    await expect(create(server.url).create(missing)).rejects.toThrow(/"\/does\/not\/exist" can't be sent/);
    expect(server.requests).toEqual([]);
  });

  test('a download tells what it has come to', async () => {
    const headers = { 'content-disposition': 'attachment; filename="a.txt"', 'content-type': 'text/plain' };
    const server = await startScriptedServer([{ headers, body: 'hello' }]);
    const seen: Progress[] = [];
    const download = await create(server.url).download(`${server.url}contents/A`, {
      onProgress: (progress) => seen.push(progress),
    });
    expect(download).toMatchObject({ fileName: 'a.txt', contentType: 'text/plain' });
    expect(await text(download.body)).toBe('hello');
    expect(seen.at(-1)?.transferred).toBe(5);
    expect(server.requests.map(({ method, target }) => `${method} ${target}`)).toEqual([
      'GET /v1/contents/A',
    ]);
  });

  test('what could not be scanned has to be asked for', async () => {
    const server = await startScriptedServer([
      { status: 428 },
      { body: 'hello' },
      { headers: { 'content-length': '5' } },
    ]);
    const messages = create(server.url);
    const url = `${server.url}contents/A`;
    await expect(messages.download(url)).rejects.toThrow(/428 .*allowUnscannable: true/);
    expect(await text((await messages.download(url, { allowUnscannable: true })).body)).toBe('hello');
    expect(await messages.getFileInfo(url, { allowUnscannable: true })).toMatchObject({ size: 5 });
    expect(server.requests.map(({ method, target }) => `${method} ${target}`)).toEqual([
      'GET /v1/contents/A',
      'GET /v1/contents/A?allow=unscannable',
      'HEAD /v1/contents/A?allow=unscannable',
    ]);
  });

  test('what is gone says so', async () => {
    const server = await startScriptedServer([{ status: 410 }]);
    await expect(create(server.url).download(`${server.url}contents/A`)).rejects.toThrow(
      /410 Gone.*is no more/,
    );
  });

  test('a file of somewhere else is refused', async () => {
    const server = await startScriptedServer([]);
    const call = create(server.url).download('https://evil.example/v1/contents/A');
    await expect(call).rejects.toThrow(TypeError);
    expect(server.requests).toEqual([]);
  });
});
