import { createServer } from 'node:net';
import { createIdentity, freePort, startScriptedServer } from '@wxt/testing';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { ConnectionError, Session, type SessionOptions, TimeoutError } from '../src/index.js';

const proxyVariables = [
  'HTTPS_PROXY',
  'https_proxy',
  'HTTP_PROXY',
  'http_proxy',
  'ALL_PROXY',
  'all_proxy',
  'NO_PROXY',
  'no_proxy',
];

beforeEach(() => {
  vi.stubEnv('WEBEX_BASE_URL', '');
  for (const name of proxyVariables) vi.stubEnv(name, '');
});
afterEach(() => {
  vi.unstubAllEnvs();
});

const create = (options: unknown) => new Session(options as SessionOptions);

describe('invalid session options', () => {
  test.each([
    [
      'a token',
      'NjVhMTk',
      /Expected an object of options, got a string. For an access token, pass \{ accessToken: token \}/,
    ],
    ['null', null, /got null/],
    ['an array', ['NjVhMTk'], /got an array/],
    ['a number', 7, /got a number/],
    ['a function', () => 'token', /got a function/],
  ])(
    '%s in place of the options is a TypeError, even with a token in the environment',
    (_, options, message) => {
      vi.stubEnv('WEBEX_TEAMS_ACCESS_TOKEN', 'token-of-somebody-else');
      expect(() => create(options)).toThrow(message);
      expect(() => create(options)).toThrow(TypeError);
      expect(() => create(options)).not.toThrow(/NjVhMTk/);
    },
  );

  test.each([
    ['accessTokens', 'accessToken'],
    ['access_token', 'accessToken'],
    ['token', undefined],
    ['baseURL', 'baseUrl'],
    ['maxRetry', 'maxRetries'],
    ['proxy', 'proxies'],
    ['timeOut', 'timeout'],
    ['constructor', undefined],
    ['toString', undefined],
  ])('the unknown option %s is a TypeError that suggests %s', (name, nearest) => {
    vi.stubEnv('WEBEX_TEAMS_ACCESS_TOKEN', 'token-of-somebody-else');
    const options = { [name]: 'secret-value' };
    const suggestion = nearest === undefined ? `There is no option "${name}".` : `Did you mean "${nearest}"?`;
    expect(() => create(options)).toThrow(TypeError);
    expect(() => create(options)).toThrow(suggestion);
    expect(() => create(options)).not.toThrow(/secret-value/);
  });
});

describe('baseUrl', () => {
  test.each([
    'http://webex.example/v1/',
    'http://10.0.0.7/v1',
    'http://127.0.0.1.example.com/',
    'http://localhost.example/',
  ])('%s would send the token unencrypted and is a TypeError', (baseUrl) => {
    expect(() => create({ accessToken: 'token', baseUrl })).toThrow(/unencrypted.*allowInsecureHttp: true/);
    expect(() => create({ accessToken: 'token', baseUrl })).toThrow(TypeError);
    const session = create({ accessToken: 'token', baseUrl, allowInsecureHttp: true });
    expect(session.baseUrl).toMatch(/^http:/);
  });

  test.each([
    'http://127.0.0.1:3210/v1/',
    'http://localhost:3210/',
    'http://[::1]:3210/',
    'http://127.9.9.9/',
  ])('%s is a loopback address and accepted as it is', (baseUrl) => {
    expect(create({ accessToken: 'token', baseUrl }).baseUrl).toBe(baseUrl);
  });

  test('defaults to WEBEX_BASE_URL, which the option overrides', async () => {
    const server = await startScriptedServer(() => ({ json: { id: 'A' } }));
    vi.stubEnv('WEBEX_BASE_URL', server.url);
    const session = create({ accessToken: 'token' });
    vi.stubEnv('WEBEX_BASE_URL', 'https://elsewhere.example/v1/');
    expect(session.baseUrl).toBe(server.url);
    expect(await session.get(['people', 'me'])).toEqual({ id: 'A' });
    expect(create({ accessToken: 'token', baseUrl: 'https://other.example/' }).baseUrl).toBe(
      'https://other.example/',
    );
  });

  test.each([
    'not an address',
    'http://webex.example/v1/',
    'ftp://webex.example/',
    'https://user:pass-word@webex.example/',
  ])('WEBEX_BASE_URL=%s is a TypeError that names the variable', (address) => {
    vi.stubEnv('WEBEX_BASE_URL', address);
    expect(() => create({ accessToken: 'token' })).toThrow(/WEBEX_BASE_URL/);
    expect(() => create({ accessToken: 'token' })).not.toThrow(/pass-word/);
  });
});

describe('proxies', () => {
  test.each(['http://proxy.example:8080', 'env', '', 8080, true, null])(
    '%j is a TypeError that shows what to pass',
    (proxies) => {
      expect(() => create({ accessToken: 'token', proxies })).toThrow(TypeError);
      expect(() => create({ accessToken: 'token', proxies })).toThrow(
        /\{ https: 'http:\/\/.*\}, or 'environment'/,
      );
    },
  );

  test.each([{ HTTPS: 'http://a:1' }, { all: 'http://a:1' }])(
    '%j names a scheme that does not exist',
    (proxies) => {
      expect(() => create({ accessToken: 'token', proxies })).toThrow(/takes "http" and "https"/);
    },
  );

  test.each([
    [{ HTTPS_PROXY: 'http://user:secret-word@proxy.example:8080' }, 'HTTPS_PROXY'],
    [{ https_proxy: 'proxy.example:8080' }, 'https_proxy'],
    [{ ALL_PROXY: 'socks5://proxy.example' }, 'ALL_PROXY'],
  ])('a connection error says that %j is set but not used', async (variables, name) => {
    for (const [variable, value] of Object.entries(variables)) vi.stubEnv(variable, value);
    const baseUrl = `https://127.0.0.1:${await freePort()}/`;
    const ask = (options: SessionOptions) =>
      create({ accessToken: 'token', baseUrl, maxRetries: 0, ...options })
        .get(['people', 'me'])
        .catch((error: unknown) => error);
    const error = await ask({});
    expect(error).toBeInstanceOf(ConnectionError);
    expect(error).toMatchObject({ message: expect.stringContaining(`${name} is set but not used`) });
    expect(String(error)).not.toContain('secret-word');
    vi.stubEnv('NO_PROXY', '127.0.0.1');
    expect(String(await ask({}))).not.toContain('is set but not used');
    vi.stubEnv('NO_PROXY', '');
    // Passing the option is an explicit choice, so there is no hint.
    expect(String(await ask({ proxies: {} }))).not.toContain('is set but not used');
  });

  test('a TimeoutError says that HTTPS_PROXY is set but not used', async () => {
    vi.stubEnv('HTTPS_PROXY', 'http://proxy.example:8080');
    const silent = createServer().listen(0, '127.0.0.1');
    const port = await freePort();
    silent.close();
    const server = createServer(() => undefined).listen(port, '127.0.0.1');
    try {
      const session = create({
        accessToken: 'token',
        baseUrl: `https://127.0.0.1:${port}/`,
        timeout: 50,
        maxRetries: 0,
      });
      const error = await session.get(['people', 'me']).catch((error: unknown) => error);
      expect(error).toBeInstanceOf(TimeoutError);
      expect(String(error)).toContain('HTTPS_PROXY is set but not used');
    } finally {
      server.close();
    }
  });
});

describe('ca', () => {
  test.each([
    '/etc/ssl/corp.pem',
    '',
    'MIIB',
    '-----BEGIN CERTIFICATE-----',
    [],
    ['/a.pem'],
    Buffer.from('x'),
    null,
  ])('%j is not a PEM certificate and is a TypeError', (ca) => {
    expect(() => create({ accessToken: 'token', ca })).toThrow(
      /Option "ca" takes certificates in PEM.*readFileSync/,
    );
  });

  test('a bundle with comments and several certificates is accepted', async () => {
    const [ours, other] = await Promise.all([createIdentity('ours'), createIdentity('other')]);
    const server = await startScriptedServer(() => ({ json: { id: 'A' } }), ours);
    const ca = `# corporate bundle\n${other.cert}\n\n# ours\n${ours.cert}`;
    const session = create({ accessToken: 'token', baseUrl: server.url, ca });
    expect(await session.get(['people', 'me'])).toEqual({ id: 'A' });
  });

  test('an untrusted certificate is not retried, and the error names the option ca', async () => {
    const server = await startScriptedServer([], await createIdentity());
    const session = create({ accessToken: 'token', baseUrl: server.url });
    const error = await session.post(['messages'], { body: {} }).catch((error: unknown) => error);
    expect(error).toMatchObject({
      permanent: true,
      delivery: 'not-sent',
      message: expect.stringMatching(/\bca\b/),
    });
    expect(server.connections).toBe(1);
  });
});

describe('a pasted access token', () => {
  test.each([
    'Bearer NjVhMTk',
    ' bearer  NjVhMTk ',
    '"NjVhMTk"',
    "'NjVhMTk'",
    '"Bearer NjVhMTk"',
    'NjVhMTk\n',
  ])('%j is sent without quotes, white space and "Bearer"', async (accessToken) => {
    const server = await startScriptedServer(() => ({}));
    await create({ accessToken, baseUrl: server.url }).get(['people', 'me']);
    await create({ accessToken: () => accessToken, baseUrl: server.url }).get(['people', 'me']);
    expect(server.requests.map(({ headers }) => headers.authorization)).toEqual([
      'Bearer NjVhMTk',
      'Bearer NjVhMTk',
    ]);
  });

  test.each(['Bearer', '"', "''", 'Bearer  '])('%j is an AccessTokenError', (accessToken) => {
    expect(() => create({ accessToken })).toThrow(/access token/);
  });
});
