import { isSamePerson } from './person-id.js';
import { readHtml } from './read-html.js';

/** The attributes of a message that `withoutMention` reads. */
export interface MessageWords {
  readonly text?: string | undefined;
  readonly html?: string | undefined;
}

/** A range of a text. */
interface Range {
  readonly start: number;
  readonly end: number;
}

/**
 * Returns the text of a message without its mentions of a person, such as the bot that reads it: `deploy now` for
 * “Robbie deploy now”. People can shorten a mention to any words, so they are taken from `html`, which alone tells them
 * from the same words typed without a mention. Mentions of others stay.
 *
 * The space around a mention goes with it, and so does a comma or colon after one at the start. Returns `text` as it is if
 * the message doesn't mention the person, as in a direct room; an empty text for a message without text, such as a file.
 *
 * @param personId the id of the person, as the API has it or as a bare UUID
 * @example
 * ```ts
 * const command = withoutMention(await event.message(), me.id);
 * ```
 */
export function withoutMention(message: MessageWords, personId: string): string {
  if (typeof message !== 'object' || message === null) {
    throw new TypeError(
      `withoutMention: message must be a message, got ${message === null ? null : typeof message}.`,
    );
  }
  if (typeof personId !== 'string' || personId.trim() === '') {
    throw new TypeError('withoutMention: personId must be a non-empty string.');
  }
  const text = message.text ?? '';
  if (text === '' || !message.html) return text;
  const { plain, mentions } = readHtml(message.html);
  const own = mentions.filter(({ id }) => isSamePerson(id, personId));
  const ranges = locate(text, plain, own);
  return ranges.length === 0 ? text : removeRanges(text, ranges);
}

/**
 * Finds ranges of `plain`, the text of the HTML, in `text`. The two differ in white space, and `text` can have more, such
 * as the marks of a list, so both are walked through side by side. If that fails, the words are looked for.
 */
function locate(text: string, plain: string, ranges: readonly Range[]): Range[] {
  const found: Range[] = [];
  let aligned = true;
  let at = 0;
  let read = 0;
  for (const { start, end } of ranges) {
    // A mention inside another has gone with it.
    if (start < read) continue;
    const words = plain.slice(start, end);
    const place: number | undefined = aligned ? align(text, at, plain, read, start) : undefined;
    aligned = place !== undefined;
    const range = (place !== undefined && matchAt(text, place, words)) || search(text, place ?? at, words);
    // The text has other words than the HTML: looking for each of them again would take long.
    if (range === undefined) break;
    found.push(withMarks(text, range, at));
    at = range.end;
    read = end;
  }
  return found;
}

/** Extends a range by what some apps put beside a mention: an @ before the words, and spaces without a width. */
function withMarks(text: string, range: Range, from: number): Range {
  let { start, end } = range;
  if (start > from && text[start - 1] === '@') start -= 1;
  while (start > from && isWidthless(text[start - 1])) start -= 1;
  while (isWidthless(text[end])) end += 1;
  return { start, end };
}

/** Returns the index in `text` after the characters of a part of `plain`, or `undefined` if they aren't all there. */
function align(text: string, at: number, plain: string, from: number, end: number): number | undefined {
  let place = at;
  for (let index = from; index < end; index += 1) {
    if (isBlank(plain[index])) continue;
    while (place < text.length && text[place] !== plain[index]) place += 1;
    if (place === text.length) return undefined;
    place += 1;
  }
  return place;
}

/** Returns the range of words that come next in `text`, however they are spaced. */
function matchAt(text: string, at: number, words: string): Range | undefined {
  let start = skipBlank(text, at);
  if (text[start] === '@' && !words.startsWith('@')) start += 1;
  let place = start;
  for (const character of words.replace(blanks, '')) {
    place = skipBlank(text, place);
    if (!text.startsWith(character, place)) return undefined;
    place += character.length;
  }
  return place > start ? { start, end: place } : undefined;
}

function search(text: string, at: number, words: string): Range | undefined {
  const wanted = words.trim();
  const start = wanted === '' ? -1 : text.indexOf(wanted, at);
  return start === -1 ? undefined : { start, end: start + wanted.length };
}

/** Removes ranges and the space that they would leave. Line breaks inside the text stay. */
function removeRanges(text: string, ranges: readonly Range[]): string {
  const kept: string[] = [];
  let before = '';
  let isSpaced = false;
  let at = 0;
  for (const { start, end } of [...ranges, { start: text.length, end: text.length }]) {
    let part = text.slice(at, start);
    if (at > 0 && before === '') part = part.replace(/^[^\S\r\n]*[,:;]/, '');
    const rest = at > 0 ? part.replace(/^[^\S\r\n]+/, '') : part;
    const words = trimSpaceEnd(rest);
    isSpaced ||= rest !== part;
    at = end;
    if (words !== '') {
      const needsSpace = isSpaced && !/(?:^|[\r\n([{])$/.test(before) && !/^[\r\n,.;:!?)\]}]/.test(words);
      kept.push((needsSpace ? ' ' : '') + words);
      before = words;
      isSpaced = false;
    }
    isSpaced ||= words !== rest;
  }
  return kept.join('').trim();
}

/** Removes spaces at the end, and no line breaks. A pattern would try each space of a long run again. */
function trimSpaceEnd(text: string): string {
  let end = text.length;
  while (end > 0 && /[^\S\r\n]/.test(text[end - 1] ?? '')) end -= 1;
  return text.slice(0, end);
}

/** White space, and spaces without a width. */
const blanks = /[\s\u200b\u2060]/g;

function isBlank(character: string | undefined): boolean {
  return character !== undefined && character.search(blanks) === 0;
}

function skipBlank(text: string, at: number): number {
  let place = at;
  while (isBlank(text[place])) place += 1;
  return place;
}

function isWidthless(character: string | undefined): boolean {
  return character === '\u200b' || character === '\u2060';
}
