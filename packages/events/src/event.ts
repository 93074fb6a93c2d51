import type { ApiObject, OpenEnum } from '@wxt/core';
import type { EventData, EventDataByResource } from './event-data.js';

/** The resources of events. */
export type EventResource = keyof EventDataByResource;

/** What can happen to a resource. */
export type EventType = 'created' | 'updated' | 'deleted' | 'ended';

/** The attributes of every event. */
interface EventHeader extends ApiObject {
  readonly id: string;
  readonly type: OpenEnum<EventType>;
  /** The application that was used. */
  readonly appId?: string;
  /** Who did it. */
  readonly actorId: string;
  readonly orgId: string;
  /** ISO 8601. */
  readonly created: string;
}

/** An event of a resource. */
export interface ResourceEvent<Resource extends EventResource> extends EventHeader {
  readonly resource: Resource;
  readonly data: EventDataByResource[Resource];
}

/** An event of a resource that Webex may add. */
export interface OtherEvent extends EventHeader {
  readonly resource: OpenEnum<EventResource>;
  readonly data: EventData;
}

/** Something that happened in the organization. Its `resource` tells what `data` is. */
export type Event = { [Resource in EventResource]: ResourceEvent<Resource> }[EventResource] | OtherEvent;

/** The events of certain resources; of all of them, unknown ones included, if none are named. */
export type EventFor<Resource extends EventResource> = EventResource extends Resource
  ? Event
  : { [Name in Resource]: ResourceEvent<Name> }[Resource];
