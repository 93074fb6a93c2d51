import { canRead } from '../store/access.js';
import type { Message, Person, Room } from '../store/entities.js';
import type { State } from '../store/state.js';

/** A message and the newest replies to it, oldest first. */
export interface Thread {
  readonly message: Message;
  readonly replies: readonly Message[];
  /** How many replies there are in all. */
  readonly replyCount: number;
}

const shownReplies = 10;

/** The message that a reply is shown under; undefined if it is deleted or not for this person. */
export function parentOf(state: State, viewer: Person, { parentId }: Message): Message | undefined {
  const parent = state.messages.get(parentId ?? '');
  return parent !== undefined && canRead(viewer, parent) ? parent : undefined;
}

/**
 * One page of a room's threads, oldest first, that began before a time: no more is read than is older than the page or
 * newer. Replies whose parent can't be shown are listed like messages.
 */
export function threadPage(state: State, viewer: Person, room: Room, max: number, before?: string) {
  const replies = new Map<Message, { newest: Message[]; count: number }>();
  const messages: Message[] = [];
  let more = false;
  for (const message of room.messages.descending()) {
    if (!canRead(viewer, message)) continue;
    const parent = parentOf(state, viewer, message);
    if (parent !== undefined) {
      const known = replies.get(parent) ?? { newest: [], count: 0 };
      if (known.newest.length < shownReplies) known.newest.push(message);
      known.count += 1;
      replies.set(parent, known);
    } else if (before === undefined || message.created < before) {
      more = messages.length === max;
      if (more) break;
      messages.push(message);
    }
  }
  const threads = messages.map((message): Thread => {
    const { newest = [], count = 0 } = replies.get(message) ?? {};
    return { message, replies: newest.toReversed(), replyCount: count };
  });
  return { threads: threads.toReversed(), more };
}

/** One page of the replies to a message, oldest first, before a time. */
export function replyPage(viewer: Person, parent: Message, max: number, before: string) {
  const replies: Message[] = [];
  let more = false;
  for (const message of parent.room.messages.descending(before)) {
    if (message.created <= parent.created) break;
    if (message.parentId !== parent.id || !canRead(viewer, message)) continue;
    more = replies.length === max;
    if (more) break;
    replies.push(message);
  }
  return { replies: replies.toReversed(), more };
}
