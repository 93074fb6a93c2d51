export * from '@wxt/core';
export { escapeMarkdown } from './escape-markdown.js';
export { type MentionedPerson, mention } from './mention.js';
export * from './messages.js';
export * from './split-markdown.js';
export { type MessageWords, withoutMention } from './without-mention.js';
