import { checkLimits } from '../settings.js';
import type { Path, SessionRequest } from '../types.js';
import { checkFileSource } from './file-source.js';
import { checkParameters } from './parameter-rules.js';
import { encodePath } from './path.js';
import { encodeQuery } from './query.js';

/** A call that has been checked: what will go over the wire, save for what belongs to the session. */
export interface PreparedCall {
  readonly method: string;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
  /** Attributes to be sent as parts, files among them, in place of `body`. */
  readonly parts?: object;
}

/** Turns a path and parameters into a request. Throws a TypeError for anything that can be seen to be wrong. */
export function prepareCall(method: string, baseUrl: URL, path: Path, request: SessionRequest): PreparedCall {
  const asForm = request.form !== undefined;
  const [queryFields, inBody] = split(
    parameters(asForm ? request.form : request.body),
    request.queryFields ?? [],
  );
  const query = { ...parameters(request.query), ...queryFields, ...parameters(request.extraQuery) };
  const body = { ...inBody, ...parameters(request.extraBody) };
  const hasBody = asForm || request.body !== undefined || request.extraBody !== undefined;
  if (hasBody && method === 'GET')
    throw new TypeError('A GET has no body: pass extraQuery in place of extraBody.');
  checkLimits(request);
  checkParameters({ ...query, ...body }, request.rules ?? {});
  const parts = hasUploads(body, Object.keys(request.uploads ?? {}));
  const type = asForm ? 'application/x-www-form-urlencoded' : 'application/json';
  return {
    method,
    url: new URL(encodePath(path) + encodeQuery(query), baseUrl),
    headers: lowerCase({ ...(hasBody && !parts && { 'content-type': type }), ...request.headers }),
    ...(parts
      ? { body: undefined, parts: body }
      : { body: hasBody ? encodeBody(rename(body, request.fieldNames ?? {}), asForm) : undefined }),
  };
}

/** Whether there is a file that isn't a mere URL. */
function hasUploads(body: object, attributes: readonly string[]): boolean {
  const arrays = Object.entries(body).filter(
    ([name, value]) => attributes.includes(name) && Array.isArray(value),
  );
  for (const [name, sources] of arrays) for (const source of sources) checkFileSource(name, source);
  return arrays.some(([, sources]) => sources.some((source: unknown) => typeof source !== 'string'));
}

function encodeBody(body: object, asForm: boolean): string {
  return asForm ? encodeQuery(body).slice(1) : JSON.stringify(body);
}

function rename(parameters: object, names: Readonly<Record<string, string>>): object {
  return Object.fromEntries(Object.entries(parameters).map(([name, value]) => [names[name] ?? name, value]));
}

/** The parameters with these names, and the others. */
function split(parameters: object, names: readonly string[]): [object, object] {
  const entries = Object.entries(parameters);
  return [
    Object.fromEntries(entries.filter(([name]) => names.includes(name))),
    Object.fromEntries(entries.filter(([name]) => !names.includes(name))),
  ];
}

export function parameters(value: unknown): object {
  if (value === undefined) return {};
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
  throw new TypeError(
    `Expected an object of parameters, got ${Array.isArray(value) ? 'an array' : String(value)}.`,
  );
}

/** Header names don't care for case, so that a caller's `Accept` takes the place of our `accept`. */
export function lowerCase(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
}
