import type { ApiObject, OpenEnum } from '@wxt/core';

/**
 * What an event is about. Which attributes there are depends on the resource, and for a deletion there can be few. Narrow
 * the event by its `resource`, or list events of one resource, and the attributes that are always there are required.
 */
export interface EventData extends ApiObject {
  readonly id?: string;
  readonly roomId?: string;
  readonly roomType?: string;
  readonly orgId?: string;
  readonly personId?: string;
  readonly personEmail?: string;
  readonly personDisplayName?: string;
  readonly personOrgId?: string;
  readonly creatorId?: string;
  /** ISO 8601. */
  readonly created?: string;
  /** ISO 8601. */
  readonly updated?: string;
  readonly type?: string;
  /** The first message of the thread. */
  readonly parentId?: string;
  readonly text?: string;
  readonly markdown?: string;
  readonly html?: string;
  /** The URLs of the files; the access token is needed to fetch them. */
  readonly files?: readonly string[];
  /** The ids of the people who are mentioned. */
  readonly mentionedPeople?: readonly string[];
  readonly mentionedGroups?: readonly string[];
  /** The cards. */
  readonly attachments?: readonly ApiObject[];
  readonly isModerator?: boolean;
  readonly isMonitor?: boolean;
  readonly isRoomHidden?: boolean;
  readonly title?: string;
  readonly isLocked?: boolean;
  readonly isPublic?: boolean;
  readonly isAnnouncementOnly?: boolean;
  readonly isReadOnly?: boolean;
  /** ISO 8601. */
  readonly lastActivity?: string;
  readonly teamId?: string;
  readonly ownerId?: string;
  readonly description?: string;
  readonly classificationId?: string;
  /** ISO 8601. */
  readonly madePublic?: string;
  /** The URL of a tab's page, or of a file. */
  readonly contentUrl?: string;
  readonly displayName?: string;
  /** The message with the card, or with the file. */
  readonly messageId?: string;
  /** The submitted values by the ids of the card's inputs. */
  readonly inputs?: Readonly<Record<string, unknown>>;
  readonly meetingId?: string;
  /** The host of the meeting. */
  readonly host?: object;
  readonly attendees?: readonly unknown[];
  readonly transcriptionEnabled?: string;
  readonly recordingEnabled?: string;
  readonly hasPostMeetingsChat?: string;
  /** The service spells it this way. */
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
  readonly breakoutSessionId?: string;
  readonly recipients?: readonly EventRecipient[];
}

/** Somebody to whom a message in a meeting was sent. */
export interface EventRecipient extends ApiObject {
  readonly personId?: string;
  readonly personEmail?: string;
  readonly guestDisplayName?: string;
  readonly guestEmail?: string;
}

/** A message; the person is its author. */
export interface MessageEventData extends EventData {
  readonly id: string;
  readonly roomId: string;
  readonly roomType?: OpenEnum<'direct' | 'group'>;
}

/** A membership; the person is the member. */
export interface MembershipEventData extends EventData {
  readonly id: string;
  readonly roomId: string;
  readonly roomType?: OpenEnum<'direct' | 'group'>;
}

/** A room. */
export interface RoomEventData extends EventData {
  readonly id: string;
  readonly type?: OpenEnum<'direct' | 'group'>;
}

/** A tab of a room. */
export interface TabEventData extends EventData {
  readonly id: string;
  readonly roomId: string;
}

/** What somebody submitted with a card; the person is who submitted it. */
export interface AttachmentActionEventData extends EventData {
  readonly id: string;
  readonly type?: OpenEnum<'submit'>;
}

/** The data of events by their resource. */
export interface EventDataByResource {
  readonly attachmentActions: AttachmentActionEventData;
  readonly businessTexts: EventData;
  readonly call_records: EventData;
  readonly convergedRecordings: EventData;
  readonly file_transcodings: EventData;
  readonly files: EventData;
  readonly meetingMessages: EventData;
  readonly meetings: EventData;
  readonly meetingTranscripts: EventData;
  readonly memberships: MembershipEventData;
  readonly messages: MessageEventData;
  readonly rooms: RoomEventData;
  readonly tabs: TabEventData;
}
