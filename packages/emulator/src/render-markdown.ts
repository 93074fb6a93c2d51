import type { Person } from './state/entities.js';

/** An escape, code in a line, or an entity: shown literally. */
const verbatim = /\\([!-/:-@[-`{-~])|`([^`\n]+)`|&(?:(amp|lt|gt|quot|apos)|#(\d{1,7})|#x([\da-f]{1,6}));/gi;

const mention = /<@(?:(personId|personEmail):([^|>]+)(?:\|([^>]*))?|(?:groupMention:)?(all)(?:\|[^>]*)?)>/g;

/**
 * What comes of a message in Markdown: the HTML, the plain text and the mentions, of members only. It knows emphasis,
 * code, links and paragraphs, which is enough to tell formatted from plain; the service knows more.
 */
export function renderMarkdown(markdown: string, members: readonly Person[]) {
  const people = new Set<string>();
  const groups = new Set<string>();
  const names: { name: string; type: string; id: string }[] = [];
  const read = markdown.replaceAll('\0', '').replace(verbatim, readVerbatim);
  const marked = read.replace(mention, (_, kind, key, label, all) => {
    if (all !== undefined) {
      groups.add('all');
      return `\0${names.push({ name: 'All', type: 'groupMention', id: 'all' }) - 1}\0`;
    }
    const person = members.find((one) =>
      kind === 'personId' ? one.id === key : one.email.toLowerCase() === key.toLowerCase(),
    );
    const name = label || (person?.profile.displayName ?? key);
    if (person === undefined) return name;
    people.add(person.id);
    return `\0${names.push({ name, type: 'person', id: person.id }) - 1}\0`;
  });
  const put = (text: string, show: (one: { name: string; type: string; id: string }) => string) =>
    text.replace(/\0(\d+)\0/g, (_, index) => {
      const one = names[Number(index)];
      return one === undefined ? '' : show(one);
    });
  const html = put(toHtml(marked), ({ name, type, id }) => {
    const attributes = `data-object-type="${type}" data-object-id="${id}"`;
    return `<spark-mention ${attributes}>${escapeHtml(name)}</spark-mention>`;
  });
  return {
    html: showLiterals(html, escapeHtml),
    text: showLiterals(
      put(toText(marked), ({ name }) => name),
      (character) => character,
    ),
    mentionedPeople: people.size > 0 ? [...people] : undefined,
    mentionedGroups: groups.size > 0 ? [...groups] : undefined,
  };
}

const firstLiteral = 0xf0000;

/** Hides ASCII characters from everything that Markdown reads into them, until `showLiterals`. */
function hideLiterals(text: string): string {
  return text.replace(/[!-~]/g, (character) => String.fromCodePoint(firstLiteral + character.charCodeAt(0)));
}

function showLiterals(text: string, show: (character: string) => string): string {
  return text.replace(/[\u{f0000}-\u{f007f}]/gu, (literal) =>
    show(String.fromCharCode((literal.codePointAt(0) ?? 0) - firstLiteral)),
  );
}

function readVerbatim(
  found: string,
  escaped?: string,
  code?: string,
  name?: string,
  decimal?: string,
  hex?: string,
): string {
  if (escaped !== undefined) return hideLiterals(escaped);
  if (code !== undefined) return `\`${hideLiterals(code)}\``;
  if (name !== undefined) return hideLiterals(entities[name.toLowerCase()] ?? found);
  const point = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
  return point > 0 && point <= 0x10ffff ? hideLiterals(String.fromCodePoint(point)) : found;
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** The inline marks, and what they become. */
const marks: readonly (readonly [RegExp, string, string])[] = [
  [/`([^`\n]+)`/g, '<code>$1</code>', '$1'],
  [/\*\*([^*\n]+)\*\*/g, '<strong>$1</strong>', '$1'],
  [/\*([^*\n]+)\*/g, '<em>$1</em>', '$1'],
  [/\b_([^_\n]+)_\b/g, '<em>$1</em>', '$1'],
  [/\[([^\]\n]+)\]\((https?:[^)\s]+)\)/g, '<a href="$2">$1</a>', '$1'],
];

function toHtml(markdown: string): string {
  return escapeHtml(markdown)
    .split(/\n{2,}/)
    .map((paragraph) => marks.reduce((text, [mark, html]) => text.replace(mark, html), paragraph))
    .map((paragraph) => `<p>${paragraph.replaceAll('\n', '<br/>')}</p>`)
    .join('');
}

function toText(markdown: string): string {
  return marks.reduce((text, [mark, , plain]) => text.replace(mark, plain), markdown);
}

function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
