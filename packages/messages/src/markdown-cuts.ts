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
