import type { Path } from './request-options.js';

/**
 * Joins the segments of a path, each encoded once. Throws a TypeError for a segment that would lead somewhere else: an
 * empty id must never turn "get a room" into "list rooms".
 */
export function encodePath(path: Path): string {
  return path.map((segment, index) => encodeSegment(segment, path.slice(0, index))).join('/');
}

function encodeSegment(segment: unknown, before: Path): string {
  const place = `the id in the path "${[...before, '…'].join('/')}"`;
  if (typeof segment !== 'string') {
    throw new TypeError(`Expected a string for ${place}, got ${segment === null ? 'null' : typeof segment}.`);
  }
  if (segment.trim() === '') throw new TypeError(`Expected a non-empty string for ${place}.`);
  if (segment === '.' || segment === '..') throw new TypeError(`"${segment}" can't be ${place}.`);
  if (!segment.isWellFormed()) throw new TypeError(`Expected well-formed Unicode for ${place}.`);
  return encodeURIComponent(segment);
}

/**
 * Writes query parameters as a string that begins with `?`, or as `''` if there are none. `undefined` is left out;
 * `null`, `0`, `false` and `''` are sent; arrays are comma-joined.
 */
export function encodeQuery(query: object): string {
  const pairs = Object.entries(query)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeValue(name, value)}`);
  return pairs.length === 0 ? '' : `?${pairs.join('&')}`;
}

/** Commas separate the values of an array; a comma within a value is encoded. */
function encodeValue(name: string, value: unknown): string {
  return (Array.isArray(value) ? value : [value]).map((part) => encodeScalar(name, part)).join(',');
}

function encodeScalar(name: string, value: unknown): string {
  if (value instanceof Date) {
    throw new TypeError(`Parameter "${name}" takes a date as text: pass date.toISOString().`);
  }
  const scalar = value === null || ['string', 'boolean'].includes(typeof value);
  if (!scalar && !Number.isFinite(value)) {
    throw new TypeError(
      `Parameter "${name}" takes a string, a finite number, a boolean or an array of those.`,
    );
  }
  const text = String(value);
  if (!text.isWellFormed())
    throw new TypeError(`Parameter "${name}" holds a lone surrogate: not valid Unicode.`);
  return encodeURIComponent(text);
}
