/** Where something begins and ends that is not to be cut. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** The code, links, images, mentions and addresses in a paragraph, in one pass. */
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
      // A link holds no other.
      brackets = [];
    }
  }
  return spans;
}

/** Where the code ends that begins at a run of backticks: after the next run of the same length. */
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
