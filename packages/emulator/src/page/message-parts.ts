import { html } from 'hono/html';
import { canRead, visibleMessage } from '../store/access.js';
import type { Room } from '../store/entities.js';
import type { Html } from './format.js';
import { earlierReplies, messageView, threadView } from './message.js';
import { parentOf, replyPage } from './threads.js';
import type { Viewing } from './viewing.js';

const replyPageSize = 50;

/** The messages with these ids; those that are gone or in another room are left out. */
export function messageViews(viewing: Viewing, room: Room, ids: readonly string[]): Html {
  const { state, viewer } = viewing;
  return html`${ids.map((id) => {
    const message = state.messages.get(id);
    if (message?.room !== room || !canRead(viewer, message)) return '';
    const isReply = parentOf(state, viewer, message) !== undefined;
    return isReply
      ? messageView(viewing, message)
      : threadView(viewing, { message, replies: [], replyCount: 0 });
  })}`;
}

/** A page of the replies to a message, with a link to those before. */
export function repliesBefore(viewing: Viewing, parentId: string, before: string): Html {
  const { state, viewer } = viewing;
  const parent = visibleMessage(state, viewer, parentId);
  const { replies, more } = replyPage(viewer, parent, replyPageSize, before);
  const link = more ? earlierReplies(viewing, parentId, replies[0]?.created ?? '') : '';
  return html`${link}${replies.map((reply) => messageView(viewing, reply))}`;
}
