import { escapeMarkdown } from './escape-markdown.js';

/** The attributes of a person that `mention` reads. */
export interface MentionedPerson {
  readonly id: string;
  readonly displayName?: string | undefined;
}

/**
 * Returns the Markdown that mentions a person, who is notified if they are in the room. Takes a person as `people.get` and
 * `people.list` return one, an id, or an email address. `name` is what the message shows; it is escaped. Default: the
 * person's `displayName`, or what Webex knows.
 *
 * @example
 * ```ts
 * const markdown = `${mention('ada@example.com', 'Ada')}, the build is green.`;
 * ```
 */
export function mention(person: MentionedPerson | string, name?: string | undefined): string {
  const target = typeof person === 'string' ? person.trim() : person?.id;
  if (typeof target !== 'string' || target === '' || /[<>|\s]/.test(target)) {
    throw new TypeError('mention: person must be a person with an id, an id, or an email address.');
  }
  if (name !== undefined && typeof name !== 'string') {
    throw new TypeError(`mention: name must be a string, got ${name === null ? null : typeof name}.`);
  }
  const shown = (name ?? (typeof person === 'string' ? '' : (person.displayName ?? '')))
    .replace(/\s+/g, ' ')
    .trim();
  const label = shown === '' ? '' : `|${escapeMarkdown(shown)}`;
  return `<@${target.includes('@') ? 'personEmail' : 'personId'}:${target}${label}>`;
}
