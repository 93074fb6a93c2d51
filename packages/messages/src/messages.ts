import type { ApiObject, Open, Paginator, RequestOptions, Session } from '@wxt/core';

/** A message in a room. */
export interface Message extends ApiObject {
  readonly id: string;
  /** The message this one replies to. */
  readonly parentId?: string;
  readonly roomId: string;
  readonly roomType: Open<'direct' | 'group'>;
  /** The person it was sent to, in the answer to a direct message. */
  readonly toPersonId?: string;
  /** The address it was sent to, in the answer to a direct message. */
  readonly toPersonEmail?: string;
  /** The message without formatting. */
  readonly text?: string;
  readonly markdown?: string;
  /** What Webex's apps show of a formatted message. */
  readonly html?: string;
  /** Where the files are; fetching them takes the access token. */
  readonly files?: readonly string[];
  /** The author. */
  readonly personId: string;
  readonly personEmail: string;
  /** The ids of the people who are mentioned. */
  readonly mentionedPeople?: readonly string[];
  /** The groups that are mentioned, such as `all`. */
  readonly mentionedGroups?: readonly string[];
  /** The cards. */
  readonly attachments?: readonly MessageAttachment[];
  /** ISO 8601. */
  readonly created: string;
  /** When the author last edited the message, where they did; ISO 8601. */
  readonly updated?: string;
  /** Whether the file is a clip recorded in Webex. */
  readonly isVoiceClip?: boolean;
}

/** A card that came with a message. */
export interface MessageAttachment extends ApiObject {
  readonly contentType?: string;
  readonly content?: unknown;
}

/** A card to send. */
export interface CreateMessageAttachment {
  /** `application/vnd.microsoft.card.adaptive` for a card. */
  contentType: string;
  /** The card. */
  content: object;
}

export interface ListMessages {
  roomId: string;
  /** Only the replies to this message. */
  parentId?: string;
  /** Only messages that mention the token's owner: `me` or their id. Bots must give it in group rooms. */
  mentionedPeople?: string | readonly string[];
  /** Only messages sent before this time; ISO 8601. */
  before?: string;
  /** Only messages sent before this message. */
  beforeMessage?: string;
  /** Page size, not a total: 1 to 1000, with `mentionedPeople` 1 to 100. Default: 50. */
  max?: number;
}

/** Takes either `personId` or `personEmail`. */
export interface ListDirectMessages {
  /** Only the replies to this message. */
  parentId?: string;
  /** The person at the other end. */
  personId?: string;
  /** The address of the person at the other end. */
  personEmail?: string;
}

/** Takes one of `roomId`, `toPersonId` and `toPersonEmail`, and something to say. */
export interface CreateMessage {
  roomId?: string;
  /** The message to reply to. */
  parentId?: string;
  /** Sends a direct message to this person. */
  toPersonId?: string;
  /** Sends a direct message to the person with this address. */
  toPersonEmail?: string;
  /** At most 7439 bytes in UTF-8. Beside `markdown`, it is for apps that can't show formatting. */
  text?: string;
  /** At most 7439 bytes in UTF-8. */
  markdown?: string;
  /** The public URL of one file. */
  files?: readonly string[];
  /** One card. */
  attachments?: readonly CreateMessageAttachment[];
}

/** Takes `text` or `markdown`, or both. */
export interface UpdateMessage {
  /** The room the message is in. */
  roomId: string;
  /** At most 7439 bytes in UTF-8. */
  text?: string;
  /** At most 7439 bytes in UTF-8. */
  markdown?: string;
}

/**
 * Messages: what people and bots say in rooms.
 *
 * @see https://developer.webex.com/docs/api/v1/messages
 */
export class Messages {
  constructor(protected readonly session: Session) {}

  /** Lists the messages of a room, newest first. */
  list(query: ListMessages, options?: RequestOptions): Paginator<Message> {
    return this.session.list<Message>(['messages'], {
      ...options,
      query,
      rules: { required: ['roomId'] },
      hints: {
        403: "A bot sees only what mentions it in a group room: it has to pass mentionedPeople: 'me'.",
      },
      largestPage: query.mentionedPeople === undefined ? 1000 : 100,
    });
  }

  /** Lists the direct messages exchanged with a person, newest first. The service answers a single page. */
  listDirect(query: ListDirectMessages, options?: RequestOptions): Paginator<Message> {
    const rules = { exactlyOne: ['personId', 'personEmail'] };
    return this.session.list<Message>(['messages', 'direct'], { ...options, query, rules });
  }

  /** Sends a message, to a room or to a person. It is not sent again by itself where its fate is unknown. */
  create(message: CreateMessage, options?: RequestOptions): Promise<Message> {
    const rules = {
      exactlyOne: ['roomId', 'toPersonId', 'toPersonEmail'],
      atLeastOne: ['text', 'markdown', 'files', 'attachments'],
      mostBytes: { text: 7439, markdown: 7439 },
      mostItems: { files: 1, attachments: 1 },
    };
    return this.session.post<Message>(['messages'], { ...options, body: message, rules });
  }

  /** Throws a NotFoundError for messages the token's owner can't see. */
  get(messageId: string, options?: RequestOptions): Promise<Message> {
    return this.session.get<Message>(['messages', messageId], options);
  }

  /** Edits a message of the token's owner: ten times at most, and not where it has a file or a card. */
  update(messageId: string, message: UpdateMessage, options?: RequestOptions): Promise<Message> {
    const rules = {
      required: ['roomId'],
      atLeastOne: ['text', 'markdown'],
      mostBytes: { text: 7439, markdown: 7439 },
    };
    return this.session.put<Message>(['messages', messageId], { ...options, body: message, rules });
  }

  /** Deletes a message of the token's owner or, in a room they moderate, anyone's. */
  delete(messageId: string, options?: RequestOptions): Promise<void> {
    return this.session.delete(['messages', messageId], options);
  }
}
