/** The range of something that must not be cut. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Finds the code, links, images, mentions and addresses in a paragraph, in one pass. */
export function findSpans(paragraph: string): Span[] {
  const spans: Span[] = [];
  const closingTicks = pairTicks(paragraph);
  let brackets: number[] = [];
  const token =
    /\\[\s\S]|`+|<[^<>\n]*>|!?\[|\](?:\((?:[^()\s[\]]|\([^()\s[\]]*\))*(?:[ \t]+"[^"\n[\]]*")?\))?/g;
  for (let found = token.exec(paragraph); found !== null; found = token.exec(paragraph)) {
    const [text] = found;
    const start = found.index;
    if (text.startsWith('`')) {
      const end = closingTicks.get(start);
      if (end === undefined) continue;
      spans.push({ start, end });
      token.lastIndex = end;
    } else if (text.startsWith('<')) {
      spans.push({ start, end: token.lastIndex });
    } else if (text.endsWith('[')) {
      brackets.push(start);
    } else if (text.startsWith(']')) {
      const opened = brackets.pop();
      if (text === ']' || opened === undefined) continue;
      spans.push({ start: opened, end: token.lastIndex });
      // A link can't contain another.
      brackets = [];
    }
  }
  return spans;
}

/** Maps each run of backticks that starts code to the end of the code: after the next run of the same length. */
function pairTicks(paragraph: string): Map<number, number> {
  const ends = new Map<number, number>();
  const last = new Map<number, number>();
  for (const { 0: run, index } of paragraph.matchAll(/`+/g)) {
    const before = last.get(run.length);
    if (before !== undefined) ends.set(before, index + run.length);
    last.set(run.length, index);
  }
  return ends;
}
