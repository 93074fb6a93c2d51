/** A mention of a person in the HTML of a message, and where its words are in the plain text. */
interface HtmlMention {
  readonly id: string;
  readonly start: number;
  readonly end: number;
}

/**
 * Reads the text of a message's HTML and the mentions of people in it, in order. HTML comes from any app and any person:
 * each character is read once, tags that are never closed are text or nothing, and a mention that is never closed is none.
 */
export function readHtml(html: string): { plain: string; mentions: HtmlMention[] } {
  const mentions: HtmlMention[] = [];
  const open: { id: string | undefined; start: number }[] = [];
  let plain = '';
  let at = 0;
  while (at < html.length) {
    const less = html.indexOf('<', at);
    plain += decodeEntities(html.slice(at, less === -1 ? html.length : less));
    if (less === -1) break;
    if (!/[a-z/!?]/i.test(html[less + 1] ?? '')) {
      plain += '<';
      at = less + 1;
      continue;
    }
    const end = endOfTag(html, less);
    // A tag that is cut off: there is nothing after it to read.
    if (end === undefined) break;
    const tag = html.slice(less, end);
    if (/^<spark-mention[\s/>]/i.test(tag)) {
      open.push({ id: mentionedPerson(tag), start: plain.length });
    } else if (/^<\/spark-mention[\s>]/i.test(tag)) {
      const { id, start } = open.pop() ?? { id: undefined, start: 0 };
      if (id !== undefined) mentions.push({ id, start, end: plain.length });
    }
    at = end;
  }
  return { plain, mentions: mentions.sort((one, other) => one.start - other.start || other.end - one.end) };
}

/** Returns the index after a tag; a `>` in a quoted attribute doesn't end it. */
function endOfTag(html: string, start: number): number | undefined {
  let quote = '';
  let previous = '';
  for (let index = start; index < html.length; index += 1) {
    const character = html[index] ?? '';
    if (quote !== '') {
      if (character === quote) quote = '';
    } else if (character === '>') {
      return index + 1;
    } else if (previous === '=' && (character === '"' || character === "'")) {
      quote = character;
    }
    if (!/\s/.test(character)) previous = character;
  }
  return undefined;
}

/** Returns the id of the person whom a tag mentions; `undefined` if it mentions a group. */
function mentionedPerson(tag: string): string | undefined {
  const attributes = new Map<string, string>();
  const attribute = /data-object-(id|type)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))/gi;
  for (const [, name = '', double, single, bare] of tag.matchAll(attribute)) {
    const key = name.toLowerCase();
    if (!attributes.has(key)) attributes.set(key, decodeEntities(double ?? single ?? bare ?? ''));
  }
  return (attributes.get('type') ?? 'person').toLowerCase() === 'person' ? attributes.get('id') : undefined;
}

const named = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
  ['nbsp', '\u00a0'],
]);

function decodeEntities(text: string): string {
  return text.replace(/&(?:#x([\da-f]{1,6})|#(\d{1,7})|([a-z]{2,4}));/gi, (entity, hex, decimal, name) => {
    if (name !== undefined) return named.get(name.toLowerCase()) ?? entity;
    const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
    return code <= 0x10ffff ? String.fromCodePoint(code) : entity;
  });
}
