import { type Call, pathPart, type Route } from '../route.js';
import { notFound } from '../service-error.js';

export const contents: readonly Route[] = [{ method: 'GET', path: 'contents/:contentId', handle: get }];

/** The emulator keeps no files: it sends one to where the sender of the message said that the file is. */
function get(call: Call): Response {
  const { state, actor } = call.var;
  const content = state.contents.get(pathPart(call, 'contentId'));
  if (!content?.room.members.has(actor.id)) throw notFound('a file with the provided id');
  return call.redirect(content.source, 302);
}
