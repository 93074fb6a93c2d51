import { type Cut, readStructure, type Structure } from './markdown-cuts.js';
import type { Fence } from './markdown-fence.js';

/**
 * Cuts a text into parts that each take at most `limit` bytes in UTF-8, so that each can be sent as a message. It cuts
 * between paragraphs where it can, else between lines, sentences or words, in that order. A block of code that is cut
 * is closed and opened again; links, code in a line and mentions stay whole where they fit, characters always.
 *
 * Nothing is lost but white space at the cuts; nothing is added but the lines that close and open blocks of code. Blank
 * text has no parts. Throws a RangeError where `limit` is no whole number from 64.
 */
export function splitMarkdown(text: string, limit = 7439): string[] {
  if (typeof text !== 'string') throw new TypeError(`Expected a text, got ${typeof text}.`);
  if (!Number.isSafeInteger(limit) || limit < 64)
    throw new RangeError(`Expected a limit from 64, got ${limit}.`);
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
  /** The fence that the rest goes on in. */
  readonly fence: Fence | undefined;
}

function takePart(text: string, position: number, fence: Fence | undefined, limit: number): Part {
  const room = limit - Buffer.byteLength(open(fence));
  const end = reach(text, position, room);
  if (end === text.length) return { content: text.slice(position).trimEnd(), next: end, fence: undefined };
  // What begins before the end and goes on beyond it has to be seen too.
  const stretch = text.slice(position, end + limit);
  const structure = readStructure(stretch, fence, Math.floor(limit / 8));
  const { at, next, fence: rest } = chooseCut(stretch, structure, room);
  const content = stretch.slice(0, at);
  return { content: rest ? content : content.trimEnd(), next: position + next, fence: rest };
}

/** The last place of the best kind; one that would waste most of the room only where there is no other. */
function chooseCut(text: string, { cuts, fenceAt }: Structure, room: number): Cut {
  const fits = ({ at, fence }: Cut) => bytesUpTo(text, at) + bytesToClose(fence) <= room;
  const last = reach(text, 0, room);
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

/** How far so many bytes reach, a pair of surrogates being one. */
function reach(text: string, start: number, bytes: number): number {
  let index = start;
  for (let used = 0; index < text.length; ) {
    const code = text.codePointAt(index) ?? 0;
    used += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    if (used > bytes) break;
    index += code < 0x10000 ? 1 : 2;
  }
  return index;
}

/** The last place, up to `most`, that cuts no character as people see them, where there is one. */
function wholeCharacters(text: string, most: number): number {
  const near = Math.max(0, most - 1000);
  const segment = new Intl.Segmenter().segment(text.slice(near, most + 1000)).containing(most - near);
  const at = near + (segment?.index ?? most - near);
  return at > near ? at : most;
}

function bytesUpTo(text: string, at: number): number {
  return Buffer.byteLength(text.slice(0, at));
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
