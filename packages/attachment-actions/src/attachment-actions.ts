import type { ApiObject, OpenEnum, RequestOptions, Session } from '@wxt/core';

/** What somebody submitted with a card. */
export interface AttachmentAction extends ApiObject {
  readonly id: string;
  /** Who submitted it. */
  readonly personId: string;
  readonly roomId: string;
  readonly type: OpenEnum<'submit'>;
  /** The message with the card. */
  readonly messageId: string;
  /** The values by the ids of the card's inputs. */
  readonly inputs: Readonly<Record<string, unknown>>;
  /** ISO 8601. */
  readonly created: string;
}

export interface CreateAttachmentAction {
  type: 'submit';
  /** The message with the card. */
  messageId: string;
  /** The values by the ids of the card's inputs. */
  inputs: Readonly<Record<string, unknown>>;
}

/**
 * Attachment actions: what people submit with cards. A webhook for `attachmentActions` tells of them, and only by id.
 *
 * @see https://developer.webex.com/docs/api/v1/attachment-actions
 */
export class AttachmentActions {
  constructor(protected readonly session: Session) {}

  /** Submits a card in place of a person. */
  create(action: CreateAttachmentAction, options?: RequestOptions): Promise<AttachmentAction> {
    const rules = { required: ['type', 'messageId', 'inputs'] };
    return this.session.post<AttachmentAction>(['attachment', 'actions'], {
      ...options,
      body: action,
      rules,
    });
  }

  /** What was submitted, its inputs included. */
  get(attachmentActionId: string, options?: RequestOptions): Promise<AttachmentAction> {
    return this.session.get<AttachmentAction>(['attachment', 'actions', attachmentActionId], options);
  }
}
