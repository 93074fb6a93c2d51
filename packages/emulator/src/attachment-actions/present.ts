import type { AttachmentAction } from '../store/entities.js';

export function presentAttachmentAction({
  id,
  message,
  personId,
  inputs,
  created,
}: AttachmentAction): object {
  return { id, type: 'submit', messageId: message.id, roomId: message.room.id, personId, inputs, created };
}
