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
