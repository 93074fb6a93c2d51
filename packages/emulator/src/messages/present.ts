import type { Message } from '../store/entities.js';

/** A message; `contentsUrl` is where the files are, with a slash at the end. */
export function presentMessage(message: Message, contentsUrl: string): object {
  const { id, parentId, room, wording, files, personId, personEmail, attachments, created, updated } =
    message;
  return {
    id,
    parentId,
    roomId: room.id,
    roomType: room.type,
    ...wording,
    files: files.length > 0 ? files.map((file) => contentsUrl + file) : undefined,
    personId,
    personEmail,
    attachments: attachments.length > 0 ? attachments : undefined,
    created,
    updated,
  };
}
