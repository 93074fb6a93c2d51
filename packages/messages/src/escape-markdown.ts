/**
 * Escapes a text so that Markdown shows it as it was typed: no emphasis, link, image, mention (`<@all>`), HTML, code,
 * heading, list, quote or table comes of it. Use it for whatever people typed before it becomes part of a `markdown`.
 *
 * The result can be longer, up to five times for a text of special characters alone: cut a long text with `splitMarkdown`
 * before it is escaped. Don't put the result between backticks, where Markdown takes escapes literally.
 *
 * @example
 * ```ts
 * const markdown = `You said: **${escapeMarkdown(text)}**`;
 * ```
 */
export function escapeMarkdown(text: string): string {
  if (typeof text !== 'string') {
    throw new TypeError(`escapeMarkdown: text must be a string, got ${text === null ? null : typeof text}.`);
  }
  return (
    text
      .replace(/[\\`*_~[\]|<>&]/g, (character) => entities.get(character) ?? `\\${character}`)
      // What starts a heading, a list, or the line under a heading.
      .replace(/^([ \t]*)([#+=-])/gm, '$1\\$2')
      .replace(/^([ \t]*\d{1,9})([.)])/gm, '$1\\$2')
      // What starts a block of code.
      .replace(/^(?: (?= {0,2}\t| {3})|\t)/gm, (blank) => `&#${blank.charCodeAt(0)};`)
  );
}

/** Entities keep `<@all>` from being read as a mention before anything else is read. */
const entities = new Map([
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['&', '&amp;'],
]);
