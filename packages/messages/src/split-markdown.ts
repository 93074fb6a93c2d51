import { type Cut, readStructure, type Structure } from './markdown-cuts.js';
import type { Fence } from './markdown-fence.js';

/**
 * Splits a text into parts of at most `limit` bytes in UTF-8 each, so that each can be sent as a message. It cuts between
 * paragraphs if it can, else between lines, sentences or words, in that order. A block of code that is cut is closed and
 * opened again; links, code in a line and mentions stay whole if they fit, characters always.
 *
 * Only white space at the cuts is lost, and only the lines that close and open blocks of code are added. Blank text has no
 * parts. The time is proportional to the length of the text, whatever is in it and whatever the limit. Throws a RangeError
 * if `limit` is not a whole number from 64.
 */
export function splitMarkdown(text: string, limit = 7439): string[] {
  if (typeof text !== 'string')
    throw new TypeError(`splitMarkdown: text must be a string, got ${typeof text}.`);
  if (!Number.isSafeInteger(limit) || limit < 64)
    throw new RangeError(`splitMarkdown: limit must be a whole number from 64, got ${limit}.`);
  const parts: string[] = [];
  let position = 0;
  let fence: Fence | undefined;
  while (position < text.length) {
    const part = takePart(text, position, fence, limit);
    if (part.content.trim() !== '') parts.push(open(fence) + part.content + close(part.fence));
    position = part.next;
    fence = part.fence;
  }
  return parts;
}

interface Part {
  readonly content: string;
  readonly next: number;
  /** The fence that is open at the start of the rest. */
  readonly fence: Fence | undefined;
}

function takePart(text: string, position: number, fence: Fence | undefined, limit: number): Part {
  const room = limit - Buffer.byteLength(open(fence));
  const end = reach(text, position, room);
  if (end === text.length) return { content: text.slice(position).trimEnd(), next: end, fence: undefined };
  // Links and code that start before the end can go on after it.
  const stretch = text.slice(position, end + limit);
  const structure = readStructure(stretch, fence, Math.floor(limit / 8));
  const { at, next, fence: rest } = chooseCut(stretch, structure, room);
  const content = stretch.slice(0, at);
  return { content: rest ? content : content.trimEnd(), next: position + next, fence: rest };
}

/** Chooses the last cut of the best kind; one that leaves most of the room empty only if there is no other. */
function chooseCut(text: string, { cuts, fenceAt }: Structure, room: number): Cut {
  const last = reach(text, 0, room);
  const bytes = countBytes(text, last);
  const fits = ({ at, fence }: Cut) => (bytes[at] ?? 0) + bytesToClose(fence) <= room;
  const within = cuts.map((kind) => kind.filter(({ at, next }) => at <= last && next > 0));
  const least = last / 4;
  for (const kind of within) {
    const cut = kind.findLast((cut) => cut.at < least || fits(cut));
    if (cut !== undefined && cut.at >= least) return cut;
  }
  const any = within.flatMap((kind) => kind.findLast(fits) ?? []).sort((one, other) => other.at - one.at)[0];
  if (any !== undefined && any.at > 0) return any;
  const fence = fenceAt(last);
  const most = reach(text, 0, room - bytesToClose(fence));
  const at = wholeCharacters(text, most);
  return { at, next: at, fence };
}

/** Returns the index that so many bytes reach; a surrogate pair is one character. */
function reach(text: string, start: number, bytes: number): number {
  let index = start;
  for (let used = 0; index < text.length; ) {
    const code = text.codePointAt(index) ?? 0;
    used += bytesOf(code);
    if (used > bytes) break;
    index += code < 0x10000 ? 1 : 2;
  }
  return index;
}

/** Returns the last index up to `most` that is not inside a character as people see it, if there is one. */
function wholeCharacters(text: string, most: number): number {
  const near = Math.max(0, most - 1000);
  const segment = new Intl.Segmenter().segment(text.slice(near, most + 1000)).containing(most - near);
  const at = near + (segment?.index ?? most - near);
  return at > near ? at : most;
}

/** Counts the bytes before each index up to `end`. */
function countBytes(text: string, end: number): Uint32Array {
  const bytes = new Uint32Array(end + 1);
  for (let index = 0; index < end; ) {
    const code = text.codePointAt(index) ?? 0;
    const after = (bytes[index] ?? 0) + bytesOf(code);
    bytes[++index] = after;
    if (code > 0xffff && index < end) bytes[++index] = after;
  }
  return bytes;
}

function bytesOf(code: number): number {
  return code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
}

function bytesToClose(fence: Fence | undefined): number {
  return fence ? fence.marker.length + 1 : 0;
}

function open(fence: Fence | undefined): string {
  return fence ? `${fence.opening}\n` : '';
}

function close(fence: Fence | undefined): string {
  return fence ? `\n${fence.marker}` : '';
}
