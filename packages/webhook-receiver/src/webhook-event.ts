import type { ApiObject, OpenEnum, RequestOptions } from '@wxt/core';
import type { Delivery } from './delivery.js';

/** What a webhook tells of a message: all but what it says. */
export interface MessageData extends ApiObject {
  readonly id: string;
  /** The message this one replies to. */
  readonly parentId?: string;
  readonly roomId: string;
  readonly roomType: OpenEnum<'direct' | 'group'>;
  /** The author. */
  readonly personId: string;
  readonly personEmail: string;
  /** The ids of the people who are mentioned. */
  readonly mentionedPeople?: readonly string[];
  readonly mentionedGroups?: readonly string[];
  /** Where the files are; fetching them takes the access token. */
  readonly files?: readonly string[];
  /** ISO 8601. */
  readonly created: string;
}

/** A message as the service answers with it. */
export interface Message extends MessageData {
  readonly text?: string;
  readonly markdown?: string;
  readonly html?: string;
  readonly attachments?: readonly ApiObject[];
  readonly updated?: string;
}

export interface Membership extends ApiObject {
  readonly id: string;
  readonly roomId: string;
  readonly personId: string;
  readonly personEmail: string;
  readonly personDisplayName?: string;
  readonly personOrgId?: string;
  readonly isModerator: boolean;
  /** ISO 8601. */
  readonly created: string;
}

export interface Room extends ApiObject {
  readonly id: string;
  readonly title: string;
  readonly type: OpenEnum<'direct' | 'group'>;
  readonly isLocked: boolean;
  readonly teamId?: string;
  /** ISO 8601. */
  readonly lastActivity: string;
  readonly creatorId: string;
  /** ISO 8601. */
  readonly created: string;
}

/** What a webhook tells of what was submitted with a card: all but the values. */
export interface AttachmentActionData extends ApiObject {
  readonly id: string;
  readonly type: OpenEnum<'submit'>;
  /** The message with the card. */
  readonly messageId: string;
  readonly roomId: string;
  /** Who submitted it. */
  readonly personId: string;
  /** ISO 8601. */
  readonly created: string;
}

/** What was submitted with a card, as the service answers with it. */
export interface AttachmentAction extends AttachmentActionData {
  /** The values by the ids of the card's inputs. */
  readonly inputs: Readonly<Record<string, unknown>>;
}

/** Something that happened. */
interface Happened<Resource extends string, Kind extends string, Data> {
  /** Both of the following, as handlers are named: `messages.created`. */
  readonly name: `${Resource}.${Kind}`;
  readonly resource: Resource;
  readonly event: Kind;
  readonly data: Data;
  /** Who caused it. */
  readonly actorId: string | undefined;
  /** All that was delivered, the webhook's name and filter included. */
  readonly delivery: Delivery;
}

interface OfMessage {
  /** Fetches the message, which says what `data` does not. */
  message(options?: RequestOptions): Promise<Message>;
}

interface OfAttachmentAction {
  /** Fetches what was submitted: `data` has no `inputs`. */
  attachmentAction(options?: RequestOptions): Promise<AttachmentAction>;
  /** Fetches the message with the card. */
  message(options?: RequestOptions): Promise<Message>;
}

interface OfMembership {
  /** Fetches the membership as it is now. */
  membership(options?: RequestOptions): Promise<Membership>;
}

interface OfRoom {
  /** Fetches the room as it is now. */
  room(options?: RequestOptions): Promise<Room>;
}

/** What else a webhook can be for: see Webex's documentation for what is in `data`. */
type OtherResource =
  | 'dataSources'
  | 'meetings'
  | 'recordings'
  | 'convergedRecordings'
  | 'meetingParticipants'
  | 'meetingTranscripts'
  | 'telephony_calls'
  | 'telephony_conference'
  | 'telephony_mwi'
  | 'uc_counters'
  | 'serviceApp'
  | 'adminBatchJobs';

type OtherKind =
  | 'created'
  | 'updated'
  | 'deleted'
  | 'started'
  | 'ended'
  | 'joined'
  | 'left'
  | 'migrated'
  | 'authorized'
  | 'deauthorized'
  | 'statusChanged';

type Others<Resource, Kind> = Resource extends string
  ? Kind extends string
    ? Happened<Resource, Kind, ApiObject>
    : never
  : never;

/** Anything that a webhook can tell of; `name` tells which it is. */
export type WebhookEvent =
  | (Happened<'messages', 'created', MessageData> & OfMessage)
  | (Happened<'messages', 'updated', MessageData> & OfMessage)
  | Happened<'messages', 'deleted', MessageData>
  | (Happened<'attachmentActions', 'created', AttachmentActionData> & OfAttachmentAction)
  | (Happened<'memberships', 'created', Membership> & OfMembership)
  | (Happened<'memberships', 'updated', Membership> & OfMembership)
  | Happened<'memberships', 'deleted', Membership>
  | (Happened<'rooms', 'created', Room> & OfRoom)
  | (Happened<'rooms', 'updated', Room> & OfRoom)
  | Others<OtherResource, OtherKind>;

export type WebhookEventName = WebhookEvent['name'];

/** What a handler can be for: an event, all events of a resource, or all. */
export type WebhookEventPattern = WebhookEventName | `${WebhookEvent['resource']}.all` | 'all';

/** The events that a pattern is for. */
export type WebhookEventFor<Pattern extends WebhookEventPattern> = Pattern extends 'all'
  ? WebhookEvent
  : Pattern extends `${infer Resource}.all`
    ? Extract<WebhookEvent, { resource: Resource }>
    : Extract<WebhookEvent, { name: Pattern }>;
