import { type Fence, fenceAfter } from './markdown-fence.js';
import { findSpans } from './markdown-spans.js';

/** A place to cut: the part ends at `at`, the next starts at `next`, inside a block of code if there is a fence. */
export interface Cut {
  readonly at: number;
  readonly next: number;
  readonly fence: Fence | undefined;
}

/** Places to cut, by kind, the best kind first; each kind in order. */
type Cuts = readonly [paragraphs: Cut[], lines: Cut[], sentences: Cut[], words: Cut[], edges: Cut[]];

/** What `splitMarkdown` has to know about a stretch of Markdown to cut it. */
export interface Structure {
  readonly cuts: Cuts;
  /** Returns the fence that is open at an index. */
  readonly fenceAt: (at: number) => Fence | undefined;
}

/**
 * Reads a stretch of Markdown that starts inside the fence `first`, or outside any. An opening line can have `maxBytes`.
 * Each character is looked at a fixed number of times, whatever the text.
 */
export function readStructure(text: string, first: Fence | undefined, maxBytes: number): Structure {
  const cuts: Cuts = [[], [], [], [], []];
  const [paragraphs, lines, sentences, wordEnds, edges] = cuts;
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

  /** A cut right before the closing line would leave an empty block for the next part. */
  function cutInCode(at: number, open: Fence): Cut {
    const newline = text.indexOf('\n', at + 1);
    const end = newline === -1 ? text.length : newline;
    const closes = fenceAfter(text.slice(at + 1, end), open, maxBytes) === undefined;
    return closes ? { at: end, next: skipBlank(end), fence: undefined } : { at, next: at + 1, fence: open };
  }

  function endParagraph(end: number): void {
    const { start, breaks } = paragraph;
    if (end <= start) return;
    // The patterns see the paragraph alone: without a match, they would read the rest of the text for each paragraph.
    const words = text.slice(start, end);
    const spans = findSpans(words);
    const held = new Uint8Array(end - start);
    for (const span of spans) held.fill(1, span.start + 1, span.end);
    const isFree = (at: number) => held[at - start] !== 1;
    for (const at of breaks) if (at < end && isFree(at)) lines.push({ at, next: at + 1, fence: undefined });
    for (const { 0: gap, index } of words.matchAll(/[.!?…]["'”’)\]]*(?=[ \t])|[。！？]|[ \t]+/g)) {
      const isWord = /^[ \t]/.test(gap);
      const at = start + index + (isWord ? 0 : gap.length);
      if (!isFree(at) || at === start) continue;
      (isWord ? wordEnds : sentences).push({ at, next: skipSpaces(at), fence: undefined });
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
