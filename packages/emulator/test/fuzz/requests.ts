import { connect } from 'node:net';
import fc from 'fast-check';

/** The ids of what there is. */
export interface Known {
  readonly people: readonly string[];
  readonly rooms: readonly string[];
  readonly messages: readonly string[];
}

const card = { contentType: 'application/vnd.microsoft.card.adaptive', content: { type: 'AdaptiveCard' } };

/** What a fuzzed request sends, as bytes on the wire. */
export interface FuzzedRequest {
  readonly method: string;
  readonly target: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: Uint8Array;
}

const resources = [
  ...['people', 'people/me', 'rooms', 'memberships', 'messages', 'messages/direct', 'contents', 'teams'],
  ...[
    'team/memberships',
    'room/tabs',
    'room/linkedFolders',
    'attachment/actions',
    'webhooks',
    'webhooks/incoming',
  ],
  ...['events', 'roles', 'licenses', 'licenses/users', 'organizations', 'adminAudit/events', 'guests/token'],
  ...[
    'adminAudit/eventCategories',
    'guests/count',
    'jwt/login',
    'access_token',
    'authorize',
    'device/authorize',
  ],
  ...[
    'device/token',
    'device/verify',
    'applications/a/token',
    'authorizations',
    'authorizations/tokenExpiry',
  ],
  ...['hds/clusters', 'hds/nodes', 'hds/organizations', 'nowhere'],
];
const controls = ['faults', 'scans', 'rate-limit', 'incoming-webhooks', 'snapshot', 'none'];
const names = [
  ...['roomId', 'title', 'text', 'markdown', 'html', 'files', 'attachments', 'toPersonId', 'toPersonEmail'],
  ...[
    'parentId',
    'personId',
    'personEmail',
    'isModerator',
    'isRoomHidden',
    'isLocked',
    'isPublic',
    'description',
  ],
  ...['teamId', 'name', 'targetUrl', 'resource', 'event', 'filter', 'secret', 'ownedBy', 'status', 'type'],
  ...[
    'messageId',
    'inputs',
    'emails',
    'displayName',
    'firstName',
    'roles',
    'licenses',
    'siteUrls',
    'loginEnabled',
  ],
  ...['avatar', 'phoneNumbers', 'addresses', 'orgId', 'email', 'subject', 'contentUrl', 'driveId', 'itemId'],
  ...[
    'max',
    'cursor',
    'before',
    'beforeMessage',
    'mentionedPeople',
    'sortBy',
    'from',
    'to',
    'offset',
    'id',
    'limit',
  ],
  ...[
    'grant_type',
    'client_id',
    'client_secret',
    'code',
    'redirect_uri',
    'scope',
    'userCode',
    'answer',
    'person',
  ],
  ...['__proto__', 'constructor', 'toString', 'delay', 'result', 'requests', 'per', 'clientId'],
];
const words = [
  ...[
    'created',
    'updated',
    'all',
    'submit',
    'true',
    'False',
    'me',
    'active',
    'org',
    'messages',
    'rooms',
    'direct',
  ],
  ...[
    'https://example.com/a',
    'http://127.0.0.1:9/',
    'https://example.com/ü\u0000',
    'bob@example.com',
    '**a** `b`',
  ],
  ...[
    '<@all>',
    '<@personId:x|`a`>',
    '2026-01-01T00:00:00Z',
    '-1',
    '1e309',
    '0',
    '',
    ' ',
    '\u0000',
    '\r\n',
    'ü€😀',
    '\ud800',
  ],
  ...[
    'application/vnd.microsoft.card.adaptive',
    '999999999999999999999',
    '8640000000000001',
    '%',
    '%zz',
    '../..',
  ],
];

/** Generates requests, most of them close to valid ones, so that they get past the first check. */
export function fuzzedRequests({ people, rooms, messages }: Known, tokens: readonly string[]) {
  const id = fc.constantFrom(...people, ...rooms, ...messages);
  const text = fc.oneof(
    { weight: 4, arbitrary: id },
    { weight: 4, arbitrary: fc.constantFrom(...words) },
    { weight: 1, arbitrary: fc.string({ unit: 'binary' }) },
    { weight: 1, arbitrary: fc.string({ unit: 'grapheme-composite', minLength: 50 }) },
  );
  const plausible: Readonly<Record<string, readonly unknown[]>> = {
    ...{ roomId: rooms, personId: people, toPersonId: people, messageId: messages, parentId: messages },
    ...{
      max: ['10', '0'],
      from: ['2026-01-01'],
      to: ['2030-01-01'],
      type: ['submit', 'direct'],
      sortBy: ['id'],
    },
    ...{
      emails: [['x@example.com']],
      attachments: [[card]],
      inputs: [{ a: 1 }],
      isLocked: [true],
      isPublic: [true],
    },
    ...{
      resource: ['messages', 'all'],
      event: ['created'],
      targetUrl: ['http://127.0.0.1:9/'],
      filter: ['a=b'],
    },
    ...{
      files: [['https://example.com/ü'], ['http://127.0.0.1:9/']],
      personEmail: ['bob@example.com', 'n@example.com'],
    },
  };
  const valueFor = (key: string) => {
    return fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...(plausible[key] ?? ['a'])) }, text);
  };
  const close = fc
    .tuple(
      fc.subarray(Object.keys(plausible), { minLength: 1, maxLength: 4 }),
      fc.subarray(['title', 'name', 'text', 'markdown', 'displayName'], { minLength: 1 }),
    )
    .chain(([some, others]) =>
      fc.record(Object.fromEntries([...some, ...others].map((key) => [key, valueFor(key)]))),
    );
  const name = fc.oneof(
    { weight: 9, arbitrary: fc.constantFrom(...names) },
    { weight: 1, arbitrary: fc.string({ unit: 'binary' }) },
  );
  const json = fc.oneof(
    { weight: 12, arbitrary: close },
    {
      weight: 6,
      arbitrary: fc.dictionary(name, fc.oneof({ weight: 4, arbitrary: text }, fc.jsonValue(), fc.boolean())),
    },
    {
      weight: 2,
      arbitrary: fc.dictionary(name, fc.array(fc.oneof(text, fc.dictionary(name, text)), { maxLength: 3 })),
    },
    { weight: 1, arbitrary: fc.jsonValue() },
  );
  const encode = (value: string) => encodeURIComponent(value.toWellFormed());
  const fields = fc.array(fc.tuple(name, text), { maxLength: 8 });
  const queryOf = (all: readonly (readonly [string, unknown])[]) => {
    return all.map(([key, value]) => `${encode(key)}=${encode(String(value))}`).join('&');
  };
  const query = fc.oneof(
    fields.map(queryOf),
    close.map((all) => queryOf(Object.entries(all))),
  );
  const segment = fc.oneof(
    id,
    text.map(encode),
    fc.constantFrom('%00', '%', '..', '.', '%2e%2e', '%2F', '', 'a%0d%0ab'),
  );
  const path = fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom(...resources).map((one) => `/v1/${one}`) },
    {
      weight: 8,
      arbitrary: fc.tuple(fc.constantFrom(...resources), segment).map(([one, last]) => `/v1/${one}/${last}`),
    },
    { weight: 4, arbitrary: fc.constantFrom(...rooms).map((one) => `/v1/rooms/${one}`) },
    { weight: 4, arbitrary: fc.constantFrom(...messages).map((one) => `/v1/messages/${one}`) },
    { weight: 2, arbitrary: fc.constantFrom(...people).map((one) => `/v1/people/${one}`) },
    { weight: 1, arbitrary: fc.constantFrom(...controls).map((one) => `/_emulator/${one}`) },
    { weight: 1, arbitrary: fc.array(segment, { maxLength: 5 }).map((all) => `/${all.join('/')}`) },
    { weight: 1, arbitrary: segment.map((one) => `/avatars/${one}.png`) },
  );
  const target = fc.tuple(path, fc.oneof(fc.constant(''), query, text.map(encode))).map(([one, rest]) => {
    return rest === '' ? one : `${one}?${rest}`;
  });
  const bytes = (value: string) => new Uint8Array(Buffer.from(value.toWellFormed()));
  const body = fc.oneof(
    {
      weight: 5,
      arbitrary: json.map((value) => ['application/json', bytes(JSON.stringify(value))] as const),
    },
    {
      weight: 3,
      arbitrary: query.map((value) => ['application/x-www-form-urlencoded', bytes(value)] as const),
    },
    {
      weight: 4,
      arbitrary: multipart(fields).map((value) => ['multipart/form-data; boundary=x', value] as const),
    },
    { weight: 1, arbitrary: fc.tuple(contentType(), fc.uint8Array({ maxLength: 300 })) },
    {
      weight: 1,
      arbitrary: fc.tuple(
        contentType(),
        json.map((value) => bytes(JSON.stringify(value))),
      ),
    },
    { weight: 2, arbitrary: fc.constant(['', new Uint8Array()] as const) },
  );
  const bearer = fc.oneof(
    { weight: 12, arbitrary: fc.constantFrom(...tokens).map((token) => `Bearer ${token}`) },
    { weight: 1, arbitrary: fc.constantFrom('', 'Bearer', 'Bearer x', 'Basic eA==', 'Bearer \u00ff') },
  );
  const method = fc.oneof(
    { weight: 12, arbitrary: fc.constantFrom('GET', 'GET', 'POST', 'POST', 'PUT', 'DELETE', 'PATCH') },
    { weight: 1, arbitrary: fc.constantFrom('HEAD', 'OPTIONS', 'TRACE', 'PROPFIND') },
  );
  return fc
    .record({ method, target, body, bearer })
    .map(({ method, target, body: [type, content], bearer }) => ({
      method,
      target,
      headers: [
        ...(bearer === '' ? [] : [['authorization', bearer] as const]),
        ...(type === '' ? [] : [['content-type', type] as const]),
      ],
      body: content,
    }));
}

function contentType(): fc.Arbitrary<string> {
  return fc.constantFrom(
    ...['application/json', 'application/json; charset=utf-16', 'multipart/form-data', 'text/plain', 'a/b'],
    ...[
      'multipart/form-data; boundary=',
      'multipart/form-data; boundary="x',
      'application/x-www-form-urlencoded;',
    ],
  );
}

/** Multipart bodies, some of them broken. */
function multipart(fields: fc.Arbitrary<[string, string][]>): fc.Arbitrary<Uint8Array> {
  const filename = fc.constantFrom(
    '',
    '; filename="a.txt"',
    '; filename="ü\u0001.txt"',
    '; filename=""',
    "; filename*=UTF-8''%zz",
  );
  const type = fc.constantFrom(
    '',
    '\r\ncontent-type: text/plain',
    '\r\ncontent-type: \u20ac/\u0001',
    '\r\nx',
  );
  const end = fc.constantFrom('--x--\r\n', '--x--', '--x\r\n', '');
  return fc.tuple(fields, filename, type, end).map(([all, file, kind, last]) => {
    const parts = all.map(([name, value]) => {
      const isFile = name === 'files' ? file : '';
      return `--x\r\ncontent-disposition: form-data; name="${name}"${isFile}${kind}\r\n\r\n${value}\r\n`;
    });
    return new Uint8Array(Buffer.from(`${parts.join('')}${last}`.toWellFormed()));
  });
}

/** Sends a request as it is, which `fetch` would not, and resolves to the status; 0 if there is no response. */
export function sendRaw(port: number, { method, target, headers, body }: FuzzedRequest): Promise<number> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    let response = '';
    const end = () => {
      socket.destroy();
      resolve(Number(/^HTTP\/1\.1 (\d{3})/.exec(response)?.[1] ?? 0));
    };
    socket.setTimeout(3_000, end);
    socket.on('data', (data) => {
      response += data.toString('latin1');
    });
    socket.once('close', end).once('error', end);
    const lines = [
      `${method} ${target} HTTP/1.1`,
      'host: 127.0.0.1',
      'connection: close',
      `content-length: ${body.byteLength}`,
      ...headers.map(([name, value]) => `${name}: ${value}`),
    ];
    socket
      .setNoDelay(true)
      .write(Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1'), body]));
  });
}
