import { html, raw } from 'hono/html';
import { personByEmail } from '../people/store.js';
import { isMentioned } from '../store/access.js';
import type { Message } from '../store/entities.js';
import { fileView } from './file.js';
import { formatTime, type Html } from './format.js';
import { avatar } from './layout.js';
import { pagePath, withQuery } from './links.js';
import { renderMarkdown } from './markdown.js';
import { parentOf, type Thread } from './threads.js';
import type { Viewing } from './viewing.js';

/** A message with the replies to it. */
export function threadView(viewing: Viewing, { message, replies, replyCount }: Thread): Html {
  const earlier = replyCount - replies.length;
  const { id } = message;
  return html`<section class="thread" data-thread="${id}" data-created="${message.created}">
  ${messageView(viewing, message)}
  <div class="replies">${earlier > 0 ? earlierReplies(viewing, id, replies[0]?.created ?? '', earlier) : ''}${replies.map((reply) => messageView(viewing, reply))}</div>
</section>`;
}

/** A link that is replaced by the replies before a time. */
export function earlierReplies({ viewer }: Viewing, message: string, before: string, count?: number): Html {
  const path = withQuery(`${pagePath}/replies`, { as: viewer.id, message, before });
  return html`<a class="earlier" href="${path}" data-earlier>Show earlier replies${count === undefined ? '' : ` (${count})`}</a>`;
}

/** One message as people see it. */
export function messageView(viewing: Viewing, message: Message): Html {
  const { state, viewer } = viewing;
  const { id, room, created, updated, files, attachments, parentId, wording } = message;
  const parent = parentOf(state, viewer, message);
  const name = authorOf(viewing, message);
  const isBot = state.people.get(message.personId)?.type === 'bot';
  const orphan = parentId !== undefined && parent === undefined;
  const classes = `message${isMentioned(viewer, wording) ? ' mentions-you' : ''}`;
  return html`<article class="${classes}" id="m-${id}" data-message="${id}"${parent === undefined ? '' : html` data-parent="${parent.id}"`} data-created="${created}" data-version="${updated ?? created}">
  ${avatar(name)}
  <div class="said">
    <h3><span class="author">${name}</span>${isBot ? html` <span class="badge">bot</span>` : ''} <time datetime="${created}" title="${created}">${formatTime(created)}</time>${updated === undefined ? '' : html` <span class="edited" title="${updated}">edited</span>`}
      <a class="tool" href="${withQuery(`${pagePath}/as/${viewer.id}/messages/${id}`, {})}" target="_blank" title="The message as the API returns it">JSON</a>${room.isArchived || parent !== undefined ? '' : html` <button type="button" class="quiet tool" data-reply="${id}" data-author="${name}">Reply</button>`}</h3>
    ${orphan ? html`<p class="quote">Reply to a message that is not here any more</p>` : ''}
    ${parent === undefined ? '' : html`<p class="quote only-alone">Reply to ${authorOf(viewing, parent)}: ${excerpt(parent)}</p>`}
    ${wordingView(viewing, message)}
    ${files.map((file) => fileView(viewing, file))}
    ${attachments.map((attachment) => cardView(id, attachment))}
  </div>
</article>`;
}

/** The name of the author, who may have been deleted. */
function authorOf({ state }: Viewing, { personId, personEmail }: Message): string {
  return state.people.get(personId)?.profile.displayName ?? personEmail;
}

function wordingView(viewing: Viewing, { wording, attachments }: Message): Html {
  const { markdown, text } = wording;
  // Text beside a card is for clients that can't draw cards.
  if (attachments.length > 0) return html``;
  if (markdown === undefined) return text === undefined ? html`` : html`<div class="text">${text}</div>`;
  const nameOf = (key: string) => nameByKey(viewing, key);
  // The renderer escapes what it doesn't know, HTML included.
  return html`<div class="markdown">${raw(renderMarkdown(markdown, { nameOf }))}</div>`;
}

function nameByKey({ state }: Viewing, key: string): string {
  const person = state.people.get(key) ?? personByEmail(state, key);
  return person?.profile.displayName ?? key;
}

function excerpt({ wording, files, attachments }: Message): string {
  const text = wording.text ?? wording.markdown ?? '';
  if (text !== '') return text.length > 80 ? `${text.slice(0, 80).toWellFormed()}…` : text;
  return attachments.length > 0 ? 'a card' : files.length > 0 ? 'a file' : '';
}

/** Drawn in the browser: this holds what is to be drawn. */
function cardView(messageId: string, attachment: object): Html {
  const content = 'content' in attachment ? attachment.content : undefined;
  return html`<div class="card" data-card="${JSON.stringify(content)}" data-card-of="${messageId}"><p class="hint">A card</p></div>`;
}
