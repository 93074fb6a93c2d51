import type { ApiErrorItem, ErrorResponse } from './errors.js';

/** What a response says about why the request was refused. Not cleaned: it may hold secrets and control characters. */
export interface ServiceMessage {
  /** The explanations, each once, the most telling first. */
  readonly sentences: readonly string[];
  readonly errors: readonly ApiErrorItem[];
  readonly trackingId: string | undefined;
  /** The body: parsed if it is JSON, else its text. */
  readonly body: unknown;
}

/** Attributes that explain an error, the most telling first. */
const explaining = [
  'message',
  'errors',
  'error_description',
  'error',
  'detail',
  'details',
  'description',
  'reason',
  'title',
  'errorMessage',
  'error_message',
  'faultstring',
  'fault',
  'msg',
  'Message',
];
const explainingItem = ['description', ...explaining.filter((name) => name !== 'description')];
/** More than is shown of a sentence, so that no secret is cut in two. */
const maxSentence = 4096;
const maxText = 200;
const maxItems = 100;
const maxDepth = 6;
/** Longer bodies are not parsed. */
const maxJson = 2 ** 20;
/** Of a page or text, only the beginning is read. */
const maxPage = 2 ** 14;

/** Reads the explanation in a response's body and headers, in any form that services and proxies are known to use. */
export function readServiceMessage({
  headers,
  body,
}: Pick<ErrorResponse, 'headers' | 'body'>): ServiceMessage {
  const parsed = parseJson(body);
  const explained = textsOf(parsed, explaining);
  const challenge = challengeDescription(headers['www-authenticate']);
  const found = [...explained, ...(challenge === undefined ? [] : [challenge])];
  return {
    sentences: distinct(found.length > 0 ? found : [plainText(body)]),
    errors: itemsOf(parsed),
    trackingId: firstText(parsed, ['trackingId', 'trackingID', 'tracking_id']) ?? headers.trackingid,
    body: parsed ?? body,
  };
}

/** Returns the strings of a value; for an object, those of its explaining attributes. */
function textsOf(value: unknown, names: readonly string[], depth = 0): string[] {
  if (depth > maxDepth) return [];
  if (typeof value === 'string') {
    const nested = /^\s*[{[]/.test(value) ? parseJson(value) : undefined;
    const texts = nested === undefined ? [] : textsOf(nested, explaining, depth + 1);
    return texts.length > 0 || value.trim() === '' ? texts : [value.slice(0, maxSentence)];
  }
  if (Array.isArray(value)) {
    return value.slice(0, maxItems).flatMap((item) => textsOf(item, explainingItem, depth + 1));
  }
  if (typeof value !== 'object' || value === null) return [];
  return names.flatMap((name) => {
    const attribute = own(value, name);
    // Such as { "errors": { "email": ["is taken"] } }.
    const texts = textsOf(attribute, explaining, depth + 1);
    return texts.length === 0 && name === 'errors'
      ? textsOf(valuesOf(attribute), explaining, depth + 1)
      : texts;
  });
}

/** Returns each reason separately, with its other attributes. */
function itemsOf(body: unknown): ApiErrorItem[] {
  const error = own(body, 'error');
  const lists = [own(body, 'errors'), own(error, 'errors'), own(error, 'message'), own(body, 'message')];
  const list = lists.find((one) => Array.isArray(one) && one.length > 0);
  const items = Array.isArray(list) ? list.slice(0, maxItems) : [];
  return items.flatMap((item) => {
    if (typeof item === 'string') return item.trim() === '' ? [] : [{ description: item }];
    if (typeof item !== 'object' || item === null || Array.isArray(item)) return [];
    const description = textsOf(item, explainingItem)[0] ?? '';
    return [{ ...scalarsOf(item), description }];
  });
}

function scalarsOf(item: object): object {
  const entries = Object.entries(item).map(([name, value]) => [
    name,
    typeof value === 'string' ? value.slice(0, maxSentence) : value,
  ]);
  return Object.fromEntries(
    entries.filter(([, value]) => ['string', 'number', 'boolean'].includes(typeof value)),
  );
}

function firstText(body: unknown, names: readonly string[]): string | undefined {
  const places = [body, own(body, 'error')];
  const values = places.flatMap((place) => names.map((name) => own(place, name)));
  return values.find((value): value is string => typeof value === 'string' && value.trim() !== '');
}

/** `Bearer error="invalid_token", error_description="The token has expired"` */
function challengeDescription(header = ''): string | undefined {
  const [, text = ''] = /\berror_description\s*=\s*"((?:[^"\\]|\\.)*)"/i.exec(header) ?? [];
  return text === '' ? undefined : text.replace(/\\(.)/g, '$1');
}

/** A page's title, else the beginning of its text. Empty JSON says nothing. */
function plainText(body: string): string {
  const page = body
    .slice(0, maxPage)
    .replace(/^\ufeff/, '')
    .trim();
  if (/^(\{\s*\}|\[\s*\]|null|""|)$/.test(page)) return '';
  if (!page.startsWith('<')) return page.slice(0, maxText);
  const [, title = ''] = /<title[^<>]*>([^<]*)/i.exec(page) ?? [];
  const text = title.trim() === '' ? withoutTags(page) : title;
  return decodeEntities(text).trim().slice(0, maxText);
}

function withoutTags(page: string): string {
  return page
    .replace(/<!--[\s\S]*?(?:-->|$)/g, ' ')
    .replace(/<(script|style)\b[\s\S]*?(?:<\/\1[^<>]*>|$)/gi, ' ')
    .replace(/<[^<>]*>/g, ' ')
    .replace(/\s+/g, ' ');
}

const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  ndash: '–',
  mdash: '—',
  hellip: '…',
  lsquo: '‘',
  rsquo: '’',
  ldquo: '“',
  rdquo: '”',
  copy: '©',
};

function decodeEntities(text: string): string {
  return text.replace(
    /&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,8}));/gi,
    (all, decimal, hexadecimal, name) => {
      if (name !== undefined) return String(own(entities, name.toLowerCase()) ?? all);
      const code = decimal === undefined ? Number.parseInt(hexadecimal, 16) : Number(decimal);
      return code <= 0x10ffff ? String.fromCodePoint(code) : all;
    },
  );
}

/** Texts that differ in more than case, white space and their last full stop. */
function distinct(texts: readonly string[]): string[] {
  const kept = new Map<string, string>();
  for (const text of texts) {
    const key = text.replace(/\s+/g, ' ').trim().replace(/\.$/, '').toLowerCase();
    if (key !== '' && !kept.has(key)) kept.set(key, text);
  }
  return [...kept.values()];
}

function own(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? Reflect.get(value, name)
    : undefined;
}

function valuesOf(value: unknown): unknown[] {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.values(value) : [];
}

function parseJson(text: string): unknown {
  if (text.length > maxJson) return undefined;
  try {
    return JSON.parse(text.replace(/^\ufeff/, ''));
  } catch {
    return undefined;
  }
}

const defaultSeconds = 15;
const httpDate = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/;

/**
 * Returns the seconds that a `Retry-After` header asks to wait, at least 1. A missing or malformed header counts as 15:
 * the service wants a pause, and some proxies in front of it send nonsense.
 */
export function parseRetryAfter(header: string | undefined, now = Date.now()): number {
  const text = header?.trim() ?? '';
  if (/^\d+(\.\d+)?$/.test(text)) return Math.max(1, Number(text));
  if (!httpDate.test(text)) return defaultSeconds;
  const until = Date.parse(text);
  return Number.isNaN(until) ? defaultSeconds : Math.max(1, Math.ceil((until - now) / 1000));
}
