/** Replaces what must not be shown in a text. */
export const hidden = '…';

/** Returns the text, cut if it is longer than the limit, but never between the two halves of a character. */
export function cut(text: string, limit: number): string {
  if (text.length <= limit) return text;
  return `${text.slice(0, limit - 1).replace(/[\ud800-\udbff]$/, '')}${hidden}`;
}

/** Returns the text with a full stop, if it has no end mark. */
export function asSentence(text: string): string {
  return /[.!?…]$/.test(text) ? text : `${text}.`;
}

/** Returns a message with further sentences. */
export function withNotes(message: string, notes: readonly string[]): string {
  return notes.length === 0 ? message : [asSentence(message), ...notes].join(' ');
}
