import type { ApiObject, OpenEnum, Paginator, RequestOptions, Session } from '@wxt/core';

/** A folder of SharePoint or OneDrive that is linked to a room. */
export interface LinkedFolder extends ApiObject {
  readonly id: string;
  readonly roomId: string;
  readonly roomType?: OpenEnum<'direct' | 'group'>;
  /** The drive's id in Microsoft Graph. */
  readonly driveId: string;
  /** The folder's id in Microsoft Graph. */
  readonly itemId: string;
  /** Whether the room keeps its files there: `true` or `false`, as text. */
  readonly defaultFolder?: string;
  readonly displayName: string;
  /** The address of the folder. */
  readonly contentUrl?: string;
  /** The person who linked the folder. */
  readonly creatorId?: string;
  /** ISO 8601. */
  readonly created?: string;
}

export interface ListLinkedFolders {
  roomId: string;
}

export interface CreateLinkedFolder {
  roomId: string;
  /** The address of the folder. */
  contentUrl: string;
  /** The name the folder has where it is. */
  displayName: string;
  /** The drive's id in Microsoft Graph. The service doesn't check it. */
  driveId: string;
  /** The folder's id in Microsoft Graph. The service doesn't check it. */
  itemId: string;
  /** Whether the room is to keep its files there: `true` or `false`, as text. */
  defaultFolder: string;
}

/** The whole link: the service takes no part of it. */
export type UpdateLinkedFolder = ReadLinkedFolder | CreateLinkedFolder;

/** A link that was read, with changes. It is a TypeError if it was read without something that is required. */
interface ReadLinkedFolder extends Partial<CreateLinkedFolder> {
  id: string;
}

const rules = { required: ['roomId', 'contentUrl', 'displayName', 'driveId', 'itemId', 'defaultFolder'] };

/**
 * Linked folders: folders of an enterprise content management (ECM) that are linked to a room.
 *
 * @see https://developer.webex.com/docs/api/v1/ecm-folder-linking
 */
export class LinkedFolders {
  constructor(protected readonly session: Session) {}

  /** Lists the folders of a room; pages by the service's links. */
  list(query: ListLinkedFolders, options?: RequestOptions): Paginator<LinkedFolder> {
    const rules = { required: ['roomId'] };
    return this.session.list<LinkedFolder>(['room', 'linkedFolders'], { ...options, query, rules });
  }

  /** Links an existing folder to a room. */
  create(folder: CreateLinkedFolder, options?: RequestOptions): Promise<LinkedFolder> {
    return this.session.post<LinkedFolder>(['room', 'linkedFolders'], { ...options, body: folder, rules });
  }

  /** Gets a link. Rejects with a NotFoundError if the token's owner can't see it. */
  get(folderId: string, options?: RequestOptions): Promise<LinkedFolder> {
    return this.session.get<LinkedFolder>(['room', 'linkedFolders', folderId], options);
  }

  /** Replaces a link. A link that was read can be spread: `update(folder.id, { ...folder, displayName })`. */
  update(folderId: string, folder: UpdateLinkedFolder, options?: RequestOptions): Promise<LinkedFolder> {
    return this.session.put<LinkedFolder>(['room', 'linkedFolders', folderId], {
      ...options,
      body: folder,
      readOnlyFields: ['id', 'roomType', 'creatorId', 'created'],
      rules,
    });
  }

  /** Unlinks a folder, which stays where it is. */
  delete(folderId: string, options?: RequestOptions): Promise<void> {
    return this.session.delete(['room', 'linkedFolders', folderId], options);
  }
}
