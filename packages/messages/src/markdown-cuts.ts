import { type Fence, fenceAfter } from './markdown-fence.js';
import { findSpans } from './markdown-spans.js';

/** A place to cut: what comes before `at` stays, the rest goes on at `next`, in a block of code where there is a fence. */
export interface Cut {
  readonly at: number;
  readonly next: number;
  readonly fence: Fence | undefined;
}

/** Places to cut, the best kind first, each in order. */
type Cuts = readonly [paragraphs: Cut[], lines: Cut[], sentences: Cut[], words: Cut[], edges: Cut[]];

/** What there is to know of a stretch of Markdown for cutting it. */
export interface Structure {
  readonly cuts: Cuts;
  /** The fence that a place is in. */
  readonly fenceAt: (at: number) => Fence | undefined;
}

/** Reads a stretch of Markdown that begins in a fence or in none; `maxBytes` is what an opening line may take. */
export function readStructure(text: string, first: Fence | undefined, maxBytes: number): Structure {
  const cuts: Cuts = [[], [], [], [], []];
  const [paragraphs, lines, sentences, words, edges] = cuts;
  const changes: { readonly at: number; readonly fence: Fence | undefined }[] = [{ at: 0, fence: first }];
  let fence = first;
  let afterBlank = false;
  let paragraph = { start: 0, breaks: [] as number[] };

  for (let start = 0; start < text.length; ) {
    const newline = text.indexOf('\n', start);
    const end = newline === -1 ? text.length : newline;
    const after = fenceAfter(text.slice(start, end), fence, maxBytes);
    const opens = fence === undefined && after !== undefined;
    const isBlank = fence === undefined && text.slice(start, end).trim() === '';
    if (isBlank || opens) {
      endParagraph(Math.max(0, start - 1));
      if (start > 0 && !(isBlank && afterBlank))
        paragraphs.push({ at: start - 1, next: opens ? start : skipBlank(start - 1), fence: undefined });
    }
    if (after !== fence) changes.push({ at: opens ? start : end, fence: after });
    if (fence !== undefined && newline !== -1) {
      if (after === undefined) paragraphs.push({ at: end, next: skipBlank(end), fence: undefined });
      else lines.push(cutInCode(end, after));
    }
    if (fence === undefined && after === undefined && newline !== -1) paragraph.breaks.push(newline);
    if (isBlank || fence !== undefined || opens) paragraph = { start: end + 1, breaks: [] };
    fence = after;
    afterBlank = isBlank;
    start = end + 1;
  }
  if (fence === undefined) endParagraph(text.length);
  return { cuts, fenceAt: (at) => changes.findLast((change) => change.at <= at)?.fence };

  /** Cut before the line that closes it, the rest of a block is no block any more. */
  function cutInCode(at: number, open: Fence): Cut {
    const newline = text.indexOf('\n', at + 1);
    const end = newline === -1 ? text.length : newline;
    const closes = fenceAfter(text.slice(at + 1, end), open, maxBytes) === undefined;
    return closes ? { at: end, next: skipBlank(end), fence: undefined } : { at, next: at + 1, fence: open };
  }

  function endParagraph(end: number): void {
    const { start, breaks } = paragraph;
    if (end <= start) return;
    const spans = findSpans(text.slice(start, end));
    const held = new Uint8Array(end - start);
    for (const span of spans) held.fill(1, span.start + 1, span.end);
    const isFree = (at: number) => held[at - start] !== 1;
    for (const at of breaks) if (at < end && isFree(at)) lines.push({ at, next: at + 1, fence: undefined });
    const gap = /[.!?…]["'”’)\]]*(?=[ \t])|[。！？]|[ \t]+/g;
    gap.lastIndex = start;
    for (let found = gap.exec(text); found !== null && found.index < end; found = gap.exec(text)) {
      const isWord = /[ \t]/.test(found[0]);
      const at = isWord ? found.index : gap.lastIndex;
      if (!isFree(at) || at === start) continue;
      (isWord ? words : sentences).push({ at, next: skipSpaces(at), fence: undefined });
    }
    for (const span of spans) {
      const at = start + span.start;
      if (at > start && isFree(at)) edges.push({ at, next: at, fence: undefined });
    }
  }

  function skipBlank(at: number): number {
    const blank = /(?:[ \t\r]*\n)*/y;
    blank.lastIndex = at;
    return at + (blank.exec(text)?.[0].length ?? 0);
  }

  function skipSpaces(at: number): number {
    const spaces = /[ \t]*/y;
    spaces.lastIndex = at;
    return at + (spaces.exec(text)?.[0].length ?? 0);
  }
}
