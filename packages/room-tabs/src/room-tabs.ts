import type { ApiObject, ItemErrors, OpenEnum, Paginator, RequestOptions, Session } from '@wxt/core';

/** A web page that is shown as a tab of a room. */
export interface RoomTab extends ApiObject {
  readonly id: string;
  readonly roomId: string;
  readonly roomType?: OpenEnum<'direct' | 'group'>;
  readonly displayName: string;
  /** The address of the page. */
  readonly contentUrl: string;
  /** The person who added the tab. */
  readonly creatorId: string;
  /** ISO 8601. */
  readonly created: string;
  /** Attributes that the service couldn't decrypt, and why. */
  readonly errors?: ItemErrors;
}

export interface ListRoomTabs {
  roomId: string;
}

export interface CreateRoomTab {
  roomId: string;
  /** The address of the page: https only. */
  contentUrl: string;
  displayName: string;
}

export interface UpdateRoomTab {
  /** The room the tab is in. */
  roomId: string;
  /** The address of the page: https only. Required even if it stays as it is. */
  contentUrl: string;
  /** Required even if it stays as it is. */
  displayName: string;
}

const rules = { required: ['roomId', 'contentUrl', 'displayName'] };

/**
 * Room tabs: web pages that are shown as tabs of a room.
 *
 * @see https://developer.webex.com/docs/api/v1/room-tabs
 */
export class RoomTabs {
  constructor(protected readonly session: Session) {}

  /** Lists the tabs of a room; pages by the service's links. */
  list(query: ListRoomTabs, options?: RequestOptions): Paginator<RoomTab> {
    return this.session.list<RoomTab>(['room', 'tabs'], {
      ...options,
      query,
      rules: { required: ['roomId'] },
    });
  }

  /** Adds a tab to a room. */
  create(tab: CreateRoomTab, options?: RequestOptions): Promise<RoomTab> {
    return this.session.post<RoomTab>(['room', 'tabs'], { ...options, body: tab, rules });
  }

  /** Gets a tab. Rejects with a NotFoundError if the token's owner can't see it. */
  get(tabId: string, options?: RequestOptions): Promise<RoomTab> {
    return this.session.get<RoomTab>(['room', 'tabs', tabId], options);
  }

  /** Changes a tab. A tab that was read can be spread: `update(tab.id, { ...tab, displayName })`. */
  update(tabId: string, tab: UpdateRoomTab, options?: RequestOptions): Promise<RoomTab> {
    const readOnlyFields = ['id', 'roomType', 'creatorId', 'created', 'errors'];
    return this.session.put<RoomTab>(['room', 'tabs', tabId], {
      ...options,
      body: tab,
      readOnlyFields,
      rules,
    });
  }

  /** Removes a tab. */
  delete(tabId: string, options?: RequestOptions): Promise<void> {
    return this.session.delete(['room', 'tabs', tabId], options);
  }
}
