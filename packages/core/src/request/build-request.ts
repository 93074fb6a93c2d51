import { checkFileSource } from './file-source.js';
import { checkLimits, checkParameters } from './parameter-rules.js';
import type { Path, SessionRequest } from './request-options.js';
import { encodePath, encodeQuery } from './url.js';

/** A checked request: what will be sent, except for what belongs to the session. */
export interface PreparedRequest {
  readonly method: string;
  readonly url: URL;
  /** What requests are rate limited together by: the first segment of the path, or `file`. */
  readonly resource: string;
  /** The segments of its path; none for the URL of a file. */
  readonly segments: Path;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
  /** Attributes to be sent as parts, files among them, in place of `body`. */
  readonly parts: object | undefined;
  /** Of a request for a page of a list. */
  readonly page?: PageAttempt | undefined;
}

/** Options of a request for a page, which may be repeated for a smaller page. */
export interface PageAttempt {
  /** If false, a 504 or a timeout is thrown at once: a smaller page is requested then. */
  readonly retryTimeouts: boolean;
  /** Milliseconds that requests for larger pages took: they count against `totalTimeout`. */
  readonly elapsed: number;
  /** A sentence for the errors of a 504 and of timeouts. */
  readonly slowHint: string | undefined;
}

/** Turns a path and parameters into a request. Throws a TypeError for invalid arguments. */
export function buildRequest(
  method: string,
  baseUrl: URL,
  path: Path,
  options: SessionRequest,
): PreparedRequest {
  checkLimits(options);
  const last = path.at(-1) ?? '';
  if (options.reserved?.includes(last)) {
    throw new TypeError(`"${last}" is not an id: it is the name of another endpoint of "${path[0]}".`);
  }
  const { form, queryFields = [], headerFields = [] } = options;
  const list = Array.isArray(options.body) ? options.body : undefined;
  const given = list === undefined ? toParameters(form ?? options.body) : {};
  const query = {
    ...toParameters(options.query),
    ...pick(given, queryFields),
    ...toParameters(options.extraQuery),
  };
  const inBody = without(given, queryFields);
  const body = { ...without(inBody, options.readOnlyFields ?? []), ...toParameters(options.extraBody) };
  const hasBody = form !== undefined || options.body !== undefined || options.extraBody !== undefined;
  if (hasBody && method === 'GET') {
    throw new TypeError('A GET has no body: pass extraQuery in place of extraBody.');
  }
  if (list !== undefined && options.extraBody !== undefined) {
    throw new TypeError('"extraBody" adds attributes to an object, and the body of this call is an array.');
  }
  const extra = { ...toParameters(options.extraQuery), ...toParameters(options.extraBody) };
  checkParameters({ ...query, ...inBody, ...body }, options.rules ?? {}, extra);
  const parts = hasUploads(body, options.uploads ?? {}) ? without(body, headerFields) : undefined;
  const names = options.fieldNames ?? {};
  const text =
    hasBody && parts === undefined
      ? encodeBody(list, rename(without(body, headerFields), names), form)
      : undefined;
  const search = encodeQuery(rename(without(query, headerFields), names));
  return {
    method,
    url: new URL(encodePath(path) + search, options.base === 'root' ? new URL('/', baseUrl) : baseUrl),
    resource: path[0] ?? '',
    segments: path,
    headers: {
      ...(text !== undefined && { 'content-type': mediaType(options) }),
      ...toHeaders(pick({ ...query, ...body }, headerFields), names),
      ...lowerCaseNames(options.headers),
    },
    body: text,
    parts,
  };
}

/** Headers of a request for a file. An encoded file would not have the announced length. */
export const fileHeaders = { accept: '*/*', 'accept-encoding': 'identity' };

/**
 * Turns the URL or path of a file into a request. Throws a TypeError for a URL that isn't this API's, as the access token
 * is sent along; without a token, any https URL is accepted.
 */
export function buildFileRequest(
  method: 'GET' | 'HEAD',
  baseUrl: URL,
  file: string | Path,
  options: SessionRequest,
): PreparedRequest {
  checkLimits(options);
  const url = typeof file === 'string' ? parseFileUrl(file) : new URL(encodePath(file), baseUrl);
  if (url.username !== '' || url.password !== '') {
    throw new TypeError('The URL of a file must not contain a user name or password.');
  }
  if (url.origin !== baseUrl.origin) checkForeignUrl(url, baseUrl, options);
  const query = encodeQuery({ ...toParameters(options.query), ...toParameters(options.extraQuery) });
  if (query !== '') url.search += url.search === '' ? query : `&${query.slice(1)}`;
  const headers = { ...fileHeaders, ...lowerCaseNames(options.headers) };
  // Another host has its own rate limit.
  const resource = url.origin === baseUrl.origin ? 'file' : url.host;
  return { method, url, resource, segments: [], headers, body: undefined, parts: undefined };
}

function parseFileUrl(file: string): URL {
  if (URL.canParse(file)) return new URL(file);
  throw new TypeError("Expected the URL of a file, such as one of a message's files.");
}

function checkForeignUrl(url: URL, baseUrl: URL, { accessToken }: SessionRequest): void {
  if (accessToken === false && (url.protocol === 'https:' || baseUrl.protocol === 'http:')) return;
  const advice =
    accessToken === false
      ? 'Without a token, URLs that begin with https:// can be opened.'
      : 'Pass accessToken: false to open it without the token.';
  throw new TypeError(
    `The file is at ${url.origin}, and this session's access token is for ${baseUrl.origin} only. ${advice}`,
  );
}

function mediaType({ form, mediaType = 'application/json' }: SessionRequest): string {
  return form === undefined ? mediaType : 'application/x-www-form-urlencoded';
}

function encodeBody(list: unknown[] | undefined, body: object, form: object | undefined): string {
  return form === undefined ? JSON.stringify(list ?? body) : encodeQuery(body).slice(1);
}

/** Whether there is a file that isn't a mere URL. */
function hasUploads(body: object, uploads: Readonly<Record<string, number>>): boolean {
  let found = false;
  for (const [name, value] of Object.entries(body)) {
    if (!Object.hasOwn(uploads, name) || value === undefined || value === null) continue;
    for (const source of [value].flat()) {
      checkFileSource(name, source);
      found ||= typeof source !== 'string';
    }
  }
  return found;
}

/** Header values: text in Latin-1 without line breaks. */
function toHeaders(parameters: object, names: Readonly<Record<string, string>>): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(parameters)) {
    if (value === undefined || value === null) continue;
    const text = String(value);
    if (typeof value === 'object' || !/^[\t\x20-\x7e\x80-\xff]*$/.test(text)) {
      throw new TypeError(`"${name}" is sent as a header: it takes text in Latin-1 without line breaks.`);
    }
    headers[wireName(name, names).toLowerCase()] = text;
  }
  return headers;
}

function rename(parameters: object, names: Readonly<Record<string, string>>): object {
  return Object.fromEntries(
    Object.entries(parameters).map(([name, value]) => [wireName(name, names), value]),
  );
}

function wireName(name: string, names: Readonly<Record<string, string>>): string {
  return Object.hasOwn(names, name) ? (names[name] ?? name) : name;
}

function pick(parameters: object, names: readonly string[]): object {
  return Object.fromEntries(Object.entries(parameters).filter(([name]) => names.includes(name)));
}

function without(parameters: object, names: readonly string[]): object {
  if (names.length === 0) return parameters;
  return Object.fromEntries(Object.entries(parameters).filter(([name]) => !names.includes(name)));
}

function toParameters(value: unknown): object {
  if (value === undefined) return {};
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
  const got = Array.isArray(value) ? 'an array' : value === null ? 'null' : `a ${typeof value}`;
  throw new TypeError(`Expected an object of parameters, got ${got}.`);
}

/** Lower-cases names so that a caller's `Accept` overrides our `accept`. */
function lowerCaseNames(headers: Readonly<Record<string, string>> | undefined): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers ?? {}).map(([name, value]) => [name.toLowerCase(), value]),
  );
}
