import type { UpdateMessage } from './messages.js';

/**
 * Leaves out the `text` that a message was read with if `markdown` replaces it: apps that can't show formatting would go on
 * showing the old text. A text that is no longer that of the message's `html` has been changed by the caller, and stays.
 */
export function withoutStaleText(message: UpdateMessage): UpdateMessage {
  if (!isRead(message) || message.markdown === undefined || message.text === undefined) return message;
  const { html, text } = message;
  const isStale = html === undefined || withoutSpace(textOfHtml(html)) === withoutSpace(text);
  return isStale ? { ...message, text: undefined } : message;
}

function isRead(message: UpdateMessage): message is UpdateMessage & { id: string; html?: string } {
  return typeof message === 'object' && message !== null && 'id' in message;
}

function textOfHtml(html: string): string {
  const named: Readonly<Record<string, string>> = {
    lt: '<',
    gt: '>',
    quot: '"',
    apos: "'",
    '#39': "'",
    amp: '&',
  };
  return html
    .replaceAll(/<[^>]*>/g, '')
    .replaceAll(/&(lt|gt|quot|apos|#39|amp);/g, (_, name) => named[name] ?? '');
}

function withoutSpace(text: string): string {
  return text.replaceAll(/\s/g, '');
}
