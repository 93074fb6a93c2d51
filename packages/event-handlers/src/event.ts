import type { AttachmentAction } from '@wxt/attachment-actions';
import type { ApiObject, RequestOptions } from '@wxt/core';
import type { Membership } from '@wxt/memberships';
import type { Message } from '@wxt/messages';
import type { Room } from '@wxt/rooms';
import type { eventKinds } from './event-names.js';

/** A message as an event has it: without its content, which `event.message()` fetches. */
export type MessageData = ApiObject &
  Pick<
    Message,
    | 'id'
    | 'parentId'
    | 'roomId'
    | 'roomType'
    | 'personId'
    | 'personEmail'
    | 'mentionedPeople'
    | 'mentionedGroups'
    | 'files'
    | 'created'
    | 'updated'
  >;

/** A card's submission as an event has it: without its inputs, which `event.attachmentAction()` fetches. */
export type AttachmentActionData = ApiObject &
  Pick<AttachmentAction, 'id' | 'type' | 'messageId' | 'roomId' | 'personId' | 'created'>;

/** The body of a webhook's request. */
export interface Delivery extends ApiObject {
  /** The webhook's id. */
  readonly id: string;
  readonly resource: string;
  readonly event: string;
  readonly data: ApiObject;
}

/** What is known of an event, before it has methods. */
export interface Occurrence {
  readonly resource: string;
  readonly event: string;
  readonly data: ApiObject;
  /** The person who caused it. */
  readonly actorId: string | undefined;
  /** Where the event comes from: a webhook, an event stream, or a look at what a stream may have missed. */
  readonly source: 'webhook' | 'stream' | 'lookBack';
  /** The request's body, of a webhook's event. */
  readonly delivery?: Delivery | undefined;
}

interface Happened<Resource extends string, Kind extends string, Data> extends Occurrence {
  /** Resource and event, as handlers are named: `messages.created`. */
  readonly name: `${Resource}.${Kind}`;
  readonly resource: Resource;
  readonly event: Kind;
  readonly data: Data & ApiObject;
}

/** Each method throws a NotFoundError if there is still nothing after two seconds; its message lists the usual causes. */
interface WithMessage {
  /** Fetches the message, with its text and attachments. */
  message(options?: RequestOptions): Promise<Message>;
}

interface WithAttachmentAction {
  /** Fetches what was submitted, with its `inputs`. */
  attachmentAction(options?: RequestOptions): Promise<AttachmentAction>;
}

interface WithMembership {
  /** Fetches the membership as it is now. */
  membership(options?: RequestOptions): Promise<Membership>;
}

interface WithRoom {
  /** Fetches the room as it is now. */
  room(options?: RequestOptions): Promise<Room>;
}

type Kinds = typeof eventKinds;

/** All events of a resource, each with these methods, save for `deleted` ones: there is nothing left to fetch. */
type EventsOf<Resource extends keyof Kinds, Data, Methods> = Kinds[Resource][number] extends infer Kind
  ? Kind extends 'deleted'
    ? Happened<Resource, Kind, Data>
    : Kind extends string
      ? Happened<Resource, Kind, Data> & Methods
      : never
  : never;

type TypedResource = 'messages' | 'attachmentActions' | 'memberships' | 'rooms';

/** Events of the other resources: see Webex's documentation for their `data`. */
type OtherEvents<Resource> = Resource extends keyof Kinds ? EventsOf<Resource, ApiObject, unknown> : never;

/** An event; `name` tells which. */
export type ReceivedEvent =
  | EventsOf<'messages', MessageData, WithMessage>
  | EventsOf<'attachmentActions', AttachmentActionData, WithAttachmentAction & WithMessage>
  | EventsOf<'memberships', Membership, WithMembership>
  | EventsOf<'rooms', Room, WithRoom>
  | OtherEvents<Exclude<keyof Kinds, TypedResource>>;

/** The name of an event: `messages.created`. */
export type EventName = ReceivedEvent['name'];

/** What a handler can be for: one event, all events of a resource, or all. */
export type EventPattern = EventName | `${ReceivedEvent['resource']}.all` | 'all';

/** Those of the events that a pattern matches. */
export type ReceivedEventFor<Pattern extends EventPattern, Event = ReceivedEvent> = Pattern extends 'all'
  ? Event
  : Pattern extends `${infer Resource}.all`
    ? Extract<Event, { resource: Resource }>
    : Extract<Event, { name: Pattern }>;
