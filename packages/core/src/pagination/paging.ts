import type { Paging } from '../request/request-options.js';
import type { Page } from '../types.js';
import { nameOf, pairsOf } from './next-link.js';

const firstValue: Readonly<Record<Exclude<Paging, 'link'>, number>> = {
  offset: 0,
  start: 0,
  startIndex: 1,
  page: 0,
};

const sizeParameters: Readonly<Record<Paging, string>> = {
  link: 'max',
  offset: 'max',
  start: 'max',
  startIndex: 'count',
  page: 'pageSize',
};

/** Returns the name of the parameter for the size of a page. */
export function sizeParameterOf(paging: Paging): string {
  return sizeParameters[paging];
}

/** Returns the URL of the page after this one by counting; `undefined` after the last page. */
export function countedUrl(paging: Exclude<Paging, 'link'>, url: URL, page: Page<unknown>): URL | undefined {
  const { length } = page.items;
  if (length === 0) return undefined;
  const text = url.searchParams.get(paging);
  const current = text !== null && /^\d+$/.test(text) ? Number(text) : firstValue[paging];
  const next = current + (paging === 'page' ? 1 : length);
  const end = paging === 'page' ? totalPages(page) : paging === 'startIndex' ? page.totalResults : undefined;
  const isBeyond = typeof end === 'number' && (paging === 'page' ? next >= end : next > end);
  return isBeyond ? undefined : withParameter(url, paging, next);
}

function totalPages({ meta }: Page<unknown>): unknown {
  return typeof meta === 'object' && meta !== null && 'totalPages' in meta ? meta.totalPages : undefined;
}

/** Returns the URL with one parameter set. The rest of the query stays as it is written. */
export function withParameter(url: URL, name: string, value: number): URL {
  const changed = new URL(url);
  const others = pairsOf(url).filter((pair) => nameOf(pair) !== name);
  changed.search = [...others, `${name}=${value}`].join('&');
  return changed;
}
