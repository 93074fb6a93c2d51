import type { Person } from '../store/entities.js';

interface Rendered {
  readonly html: string;
  readonly text: string;
}

/** What is shown literally: an escaped character, code in a block or a line, or an entity. */
const literal =
  /\\(?<escaped>[!-/:-@[-`{-~])|(?<fence>`{3,})[^\S\n]*[\w+-]*\n(?<block>[\s\S]*?)\n?\k<fence>`*|(?<ticks>`+)(?!`)(?<span>[\s\S]*?[^`])\k<ticks>(?!`)|&(?:(?<name>amp|lt|gt|quot|apos)|#(?<decimal>\d{1,7})|#x(?<hex>[\da-f]{1,6}));/gi;
const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
const mention = /<@(?:(personId|personEmail):([^|>\0]+)(?:\|([^>]*))?|(?:groupMention:)?(all)(?:\|[^>]*)?)>/g;
const link = /\[([^\]\n]+)\]\((https?:[^)\s\0]+)\)/g;
const emphasis: readonly (readonly [RegExp, string])[] = [
  [/\*\*([^*\n]+)\*\*/g, 'strong'],
  [/\*([^*\n]+)\*/g, 'em'],
  [/\b_([^_\n]+)_\b/g, 'em'],
];

/**
 * Renders the Markdown of a message to HTML and plain text, and finds whom it mentions; only members of the room can be
 * mentioned. Supports emphasis, code, links and paragraphs; the service supports more.
 */
export function renderMarkdown(markdown: string, members: readonly Person[]) {
  const people = new Set<string>();
  const groups = new Set<string>();
  // Rendered parts are replaced by placeholders until the end, so that nothing in them is rendered again.
  const parts: Rendered[] = [];
  const stash = (part: Rendered) => `\0${parts.push(part) - 1}\0`;

  const keepLiteral = (found: string, ...rest: unknown[]) => {
    const groups = rest.at(-1) as Partial<Record<string, string>>;
    const { fence, block = '', span } = groups;
    if (fence !== undefined)
      return stash({ html: `<pre><code>${escapeHtml(block)}</code></pre>`, text: block });
    if (span === undefined) {
      const text = groups.escaped ?? decodeEntity(groups) ?? found;
      return stash({ html: escapeHtml(text), text });
    }
    const text = trimSpan(span);
    return stash({ html: `<code>${escapeHtml(text)}</code>`, text });
  };
  const keepMention = (_: string, kind: string, key: string, label = '', all?: string) => {
    if (all !== undefined) {
      groups.add('all');
      return stash(mentionOf('All', 'groupMention', 'all'));
    }
    const person = members.find((one) =>
      kind === 'personId' ? one.id === key : one.email.toLowerCase() === key.toLowerCase(),
    );
    const name = label || (person?.profile.displayName ?? key);
    if (person === undefined) return stash({ html: escapeHtml(name), text: name });
    people.add(person.id);
    return stash(mentionOf(name, 'person', person.id));
  };
  const keepLink = (_: string, label: string, url: string) =>
    stash({
      html: `<a href="${escapeHtml(url)}">${emphasize(label, true)}</a>`,
      text: emphasize(label, false),
    });

  const source = markdown
    .replaceAll('\0', '')
    .replace(/\r\n?/g, '\n')
    .replace(literal, keepLiteral)
    .replace(mention, keepMention)
    .replace(link, keepLink);
  const put = (text: string, form: keyof Rendered) => {
    let all = text;
    // Links hold other parts.
    while (all.includes('\0'))
      all = all.replace(/\0(\d+)\0/g, (_, index) => parts[Number(index)]?.[form] ?? '');
    return all;
  };
  const paragraphs = source.split(/\n{2,}/).map((paragraph) => {
    return `<p>${emphasize(paragraph, true).replaceAll('\n', '<br/>')}</p>`;
  });
  return {
    html: put(paragraphs.join(''), 'html'),
    text: put(emphasize(source, false), 'text'),
    mentionedPeople: people.size > 0 ? [...people] : undefined,
    mentionedGroups: groups.size > 0 ? [...groups] : undefined,
  };
}

function emphasize(text: string, asHtml: boolean): string {
  return emphasis.reduce(
    (all, [mark, tag]) => all.replace(mark, asHtml ? `<${tag}>$1</${tag}>` : '$1'),
    asHtml ? escapeHtml(text) : text,
  );
}

function decodeEntity({ name, decimal, hex }: Partial<Record<string, string>>): string | undefined {
  if (name !== undefined) return entities[name.toLowerCase()];
  const point = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
  return point > 0 && point <= 0x10ffff ? String.fromCodePoint(point) : undefined;
}

/** One space on either side of a code span is not part of the code, so that it can begin with a backtick. */
function trimSpan(span: string): string {
  return /^ .*[^ ].* $/s.test(span) ? span.slice(1, -1) : span;
}

function mentionOf(name: string, type: string, id: string): Rendered {
  const attributes = `data-object-type="${type}" data-object-id="${id}"`;
  return { html: `<spark-mention ${attributes}>${escapeHtml(name)}</spark-mention>`, text: name };
}

function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
