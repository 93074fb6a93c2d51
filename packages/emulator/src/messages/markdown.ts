import type { Person } from '../store/entities.js';

const mention = /<@(?:(personId|personEmail):([^|>]+)(?:\|([^>]*))?|(?:groupMention:)?(all)(?:\|[^>]*)?)>/g;

/**
 * What comes of a message in Markdown: the HTML, the plain text and the mentions, of members only. It knows emphasis,
 * code, links and paragraphs, which is enough to tell formatted from plain; the service knows more.
 */
export function renderMarkdown(markdown: string, members: readonly Person[]) {
  const people = new Set<string>();
  const groups = new Set<string>();
  const names: { name: string; type: string; id: string }[] = [];
  const marked = markdown.replaceAll('\0', '').replace(mention, (_, kind, key, label, all) => {
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
  return {
    html: put(toHtml(marked), ({ name, type, id }) => {
      const attributes = `data-object-type="${type}" data-object-id="${id}"`;
      return `<spark-mention ${attributes}>${escapeHtml(name)}</spark-mention>`;
    }),
    text: put(toText(marked), ({ name }) => name),
    mentionedPeople: people.size > 0 ? [...people] : undefined,
    mentionedGroups: groups.size > 0 ? [...groups] : undefined,
  };
}

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
