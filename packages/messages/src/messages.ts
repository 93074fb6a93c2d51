import type {
  ApiObject,
  Download,
  FileInfo,
  FileSource,
  ItemErrors,
  OpenEnum,
  Paginator,
  RequestOptions,
  Session,
  SessionRequest,
  TransferOptions,
} from '@wxt/core';
import { withoutStaleText } from './without-stale-text.js';

/** A message in a room. */
export interface Message extends ApiObject {
  readonly id: string;
  /** The message this one replies to. */
  readonly parentId?: string;
  readonly roomId: string;
  readonly roomType: OpenEnum<'direct' | 'group'>;
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
  readonly personEmail?: string;
  /** The ids of the people who are mentioned. */
  readonly mentionedPeople?: readonly string[];
  /** The groups that are mentioned, such as `all`. */
  readonly mentionedGroups?: readonly string[];
  /** The cards. */
  readonly attachments?: readonly MessageAttachment[];
  /** ISO 8601. */
  readonly created: string;
  /** When the author last edited the message; absent if they never did. ISO 8601. */
  readonly updated?: string;
  /** Whether the file is a clip recorded in Webex. */
  readonly isVoiceClip?: boolean;
  /** Attributes that the service couldn't decrypt, and why. */
  readonly errors?: ItemErrors;
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
  parentId?: string | undefined;
  /** Only messages that mention the token's owner: `me` or their id. Bots must give it in group rooms. */
  mentionedPeople?: string | readonly string[] | undefined;
  /** Only messages sent before this time; ISO 8601. */
  before?: string | undefined;
  /** Only messages sent before this message. */
  beforeMessage?: string | undefined;
  /** Page size, not a total: 1 to 1000, with `mentionedPeople` 1 to 100. Default: 50. */
  max?: number | undefined;
}

/** The other person: exactly one of `personId` and `personEmail`. */
export type ListDirectMessages = DirectMessagesByEmail | DirectMessagesByPerson;

interface DirectMessagesByEmail extends DirectMessagesFilter {
  /** The email address of the other person. */
  personEmail: string;
  personId?: OnePerson | undefined;
}

interface DirectMessagesByPerson extends DirectMessagesFilter {
  /** The other person. */
  personId: string;
  personEmail?: OnePerson | undefined;
}

interface DirectMessagesFilter {
  /** Only replies to this message. */
  parentId?: string | undefined;
}

/** Stands where nothing may be given; the compiler shows it to a caller who does. */
type OnePerson = 'Give personId or personEmail, not both';

/** Exactly one recipient (`roomId`, `toPersonId` or `toPersonEmail`), and content. */
export type CreateMessage = MessageToEmail | MessageToPerson | MessageToRoom;

export interface MessageToEmail extends MessageContent {
  /** Sends a direct message to the person with this email address. */
  toPersonEmail: string;
  toPersonId?: OneRecipient | undefined;
  roomId?: OneRecipient | undefined;
}

export interface MessageToPerson extends MessageContent {
  /** Sends a direct message to this person. */
  toPersonId: string;
  toPersonEmail?: OneRecipient | undefined;
  roomId?: OneRecipient | undefined;
}

export interface MessageToRoom extends MessageContent {
  roomId: string;
  toPersonId?: OneRecipient | undefined;
  toPersonEmail?: OneRecipient | undefined;
}

type OneRecipient = 'Give one of roomId, toPersonId and toPersonEmail, not several';

/** At least one of `text`, `markdown`, `files` and `attachments`, or `html` through the option `extraBody`. */
export interface MessageContent {
  /** The message to reply to. */
  parentId?: string | undefined;
  /**
   * At most 7439 bytes in UTF-8; `splitMarkdown` cuts longer ones. If `markdown` is given too, `text` is for apps that can't
   * show formatting.
   */
  text?: string | undefined;
  /** At most 7439 bytes in UTF-8. */
  markdown?: string | undefined;
  /**
   * One file: a public URL, which the service fetches itself, or something to upload: `fileFromPath(path)`, a Blob, or
   * `{ name, data }` with bytes or a stream. At most 100 MB.
   */
  files?: readonly FileSource[] | undefined;
  /** One card. */
  attachments?: readonly CreateMessageAttachment[] | undefined;
}

/** At least one of `text` and `markdown`, or `html` through the option `extraBody`. */
export interface UpdateMessage {
  /** The room the message is in. */
  roomId: string;
  /** At most 7439 bytes in UTF-8. */
  text?: string | undefined;
  /** At most 7439 bytes in UTF-8. */
  markdown?: string | undefined;
}

const advice = 'splitMarkdown(text) cuts it into parts that fit.';

/** The service's limits for the text of a message. */
const lengths = {
  maxBytes: { text: 7439, markdown: 7439 },
  advice: { text: advice, markdown: advice },
};

/** What an edit can't change. The service refuses `html`; the rest it returns with every message. */
const readOnlyFields = [
  'id',
  'parentId',
  'roomType',
  'toPersonId',
  'toPersonEmail',
  'html',
  'files',
  'attachments',
  'personId',
  'personEmail',
  'mentionedPeople',
  'mentionedGroups',
  'created',
  'updated',
  'isVoiceClip',
  'errors',
];

const notEditable = 'A message with a file or a card can not be edited: delete it and send another.';

export interface DownloadOptions extends TransferOptions {
  /** Whether to fetch a file that could not be scanned for malware. Default: false. */
  readonly allowUnscannable?: boolean | undefined;
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
      hints:
        query.mentionedPeople === undefined
          ? {
              403: "A bot can list only messages that mention it in a group room: pass mentionedPeople: 'me'.",
            }
          : {},
      maxPageSize: query.mentionedPeople === undefined ? 1000 : 100,
    });
  }

  /** Lists the direct messages exchanged with a person, newest first. The service returns a single page. */
  listDirect(query: ListDirectMessages, options?: RequestOptions): Paginator<Message> {
    const rules = { exactlyOne: ['personId', 'personEmail'] };
    return this.session.list<Message>(['messages', 'direct'], { ...options, query, rules });
  }

  /**
   * Sends a message to a room or to a person. It is not retried if the service may have received it. Rejects with a FileError
   * before anything is sent if a file is missing, unreadable or too large.
   */
  create(message: CreateMessage, options?: TransferOptions): Promise<Message> {
    const rules = {
      exactlyOne: ['roomId', 'toPersonId', 'toPersonEmail'],
      atLeastOne: ['text', 'markdown', 'files', 'attachments'],
      ...lengths,
      maxItems: { files: 1, attachments: 1 },
    };
    const uploads = { files: 100 * 2 ** 20 };
    return this.session.post<Message>(['messages'], { ...options, body: message, rules, uploads });
  }

  /**
   * Gets a message. Rejects with a NotFoundError if the token's owner can't see it: a bot sees only messages that mention it
   * in a group room, and those of its direct rooms.
   */
  get(messageId: string, options?: RequestOptions): Promise<Message> {
    const hints = { 404: 'In a group room, a bot sees only messages that mention it.' };
    return this.session.get<Message>(['messages', messageId], { ...options, hints, reserved: ['direct'] });
  }

  /**
   * Edits a message of the token's owner: at most ten times, and not if it has a file or a card. A message that was read can
   * be spread: `update(message.id, { ...message, markdown })`. Its read-only attributes, such as `html`, are not sent, and
   * neither is its old `text` if `markdown` is given: the service makes a new one.
   */
  update(messageId: string, message: UpdateMessage, options?: RequestOptions): Promise<Message> {
    return this.session.put<Message>(['messages', messageId], {
      ...options,
      body: withoutStaleText(message),
      readOnlyFields,
      rules: {
        required: ['roomId'],
        atLeastOne: ['text', 'markdown'],
        unsupported: { files: notEditable, attachments: notEditable },
        ...lengths,
      },
    });
  }

  /** Deletes a message of the token's owner or, in a room they moderate, of anyone. */
  delete(messageId: string, options?: RequestOptions): Promise<void> {
    return this.session.delete(['messages', messageId], options);
  }

  /**
   * Opens a file of a message, by its URL. Answers once the service has found it: while it scans the file for malware
   * (423), the call waits as told. A file that can't be scanned, since it is encrypted, say, needs `allowUnscannable`.
   */
  download(fileUrl: string, options: DownloadOptions = {}): Promise<Download> {
    return this.session.download(fileUrl, fileRequest(options));
  }

  /** The name, type and size of a file of a message, without the file. Waits and throws as `download` does. */
  getFileInfo(fileUrl: string, options: DownloadOptions = {}): Promise<FileInfo> {
    return this.session.getFileInfo(fileUrl, fileRequest(options));
  }
}

function fileRequest({ allowUnscannable = false, ...options }: DownloadOptions): SessionRequest {
  const query = { allow: allowUnscannable ? 'unscannable' : undefined };
  const hints = {
    410: 'The file is no more: it was deleted, or malware was found in it.',
    428: 'The file could not be scanned for malware: pass allowUnscannable: true to fetch it at your own risk.',
  };
  return { ...options, query, hints };
}
