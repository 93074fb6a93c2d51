import type { ApiObject, OpenEnum, Paginator, RequestOptions, Session } from '@wxt/core';

/** The kinds of things an event can be about. */
export type EventResource =
  | 'attachmentActions'
  | 'businessTexts'
  | 'call_records'
  | 'convergedRecordings'
  | 'file_transcodings'
  | 'files'
  | 'meetingMessages'
  | 'meetings'
  | 'meetingTranscripts'
  | 'memberships'
  | 'messages'
  | 'rooms'
  | 'tabs';

/** What can have happened to them. */
export type EventType = 'created' | 'updated' | 'deleted' | 'ended';

/** Something that happened in the organization. */
export interface Event extends ApiObject {
  readonly id: string;
  readonly resource: OpenEnum<EventResource>;
  readonly type: OpenEnum<EventType>;
  /** The application it happened through. */
  readonly appId?: string;
  /** Who did it. */
  readonly actorId: string;
  readonly orgId: string;
  /** ISO 8601. */
  readonly created: string;
  /** What it happened to, as its resource shows it. */
  readonly data: EventData;
}

/** What an event is about: which of the attributes are there depends on its resource. */
export interface EventData extends ApiObject {
  readonly id?: string;
  readonly roomId?: string;
  readonly roomType?: string;
  readonly orgId?: string;
  readonly text?: string;
  readonly personId?: string;
  readonly personEmail?: string;
  readonly meetingId?: string;
  readonly creatorId?: string;
  /** Who held the meeting. */
  readonly host?: object;
  readonly attendees?: readonly unknown[];
  readonly transcriptionEnabled?: string;
  readonly recordingEnabled?: string;
  readonly hasPostMeetingsChat?: string;
  /** Spelt so by the service. */
  readonly corelationId?: string;
  readonly callType?: string;
  readonly userId?: string;
  readonly userType?: string;
  readonly callDirection?: string;
  readonly isCallAnswered?: string;
  readonly callDurationSeconds?: string;
  /** ISO 8601. */
  readonly callStartTime?: string;
  /** ISO 8601. */
  readonly callAnswerTime?: string;
  /** ISO 8601. */
  readonly callTransferTime?: string;
  readonly callingNumber?: string;
  readonly callingLineId?: string;
  readonly calledNumber?: string;
  readonly calledLineId?: string;
  readonly dialedDigits?: string;
  readonly callRedirectingNumber?: string;
  readonly callRedirectedReason?: string;
  readonly created?: string;
  readonly type?: string;
  readonly breakoutSessionId?: string;
  readonly recipients?: readonly EventRecipient[];
}

/** Somebody a message in a meeting was for. */
export interface EventRecipient extends ApiObject {
  readonly personId?: string;
  readonly personEmail?: string;
  readonly guestDisplayName?: string;
  readonly guestEmail?: string;
}

export interface ListEvents {
  resource?: EventResource | undefined;
  type?: EventType | undefined;
  /** Only what this person did. */
  actorId?: string | undefined;
  /** Only what happened after this time; ISO 8601. */
  from?: string | undefined;
  /** Only what happened before this time, which can't be in the future; ISO 8601. Default: now. */
  to?: string | undefined;
  /** Page size, not a total: 1 to 1000. Default: 100. */
  max?: number | undefined;
  /** Needed with `convergedRecordings`, and for them only. */
  serviceType?: 'calling' | undefined;
}

/**
 * Events: what happened in an organization. Compliance officers see everybody's, others their own; the scope is
 * `spark-compliance:events_read`.
 *
 * @see https://developer.webex.com/docs/api/v1/events
 */
export class Events {
  constructor(protected readonly session: Session) {}

  /** Lists events, newest first; pages by the service's links. */
  list(query: ListEvents = {}, options?: RequestOptions): Paginator<Event> {
    const rules = query.resource === 'convergedRecordings' ? { required: ['serviceType'] } : {};
    return this.session.list<Event>(['events'], { ...options, query, rules, maxPageSize: 1000 });
  }

  /** One event. */
  get(eventId: string, options?: RequestOptions): Promise<Event> {
    return this.session.get<Event>(['events', eventId], options);
  }
}
