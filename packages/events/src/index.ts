export * from '@wxt/core';
export type { Event, EventFor, EventResource, EventType, OtherEvent, ResourceEvent } from './event.js';
export type * from './event-data.js';
export type { EventFeed } from './event-feed.js';
export * from './events.js';
export type { EventPosition } from './feed-position.js';
