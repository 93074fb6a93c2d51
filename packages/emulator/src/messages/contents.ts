import { type Call, pathPart, type Route } from '../http/route.js';
import { notFound, ServiceError } from '../http/service-error.js';
import { canSeeRoom } from '../store/access.js';
import type { StoredFile } from '../store/entities.js';

export const contents: readonly Route[] = [{ method: 'GET', path: 'contents/:contentId', handle: get }];

/** Handles HEAD as well. Files given by URL are not stored: the response redirects to the URL. */
function get(call: Call): Response {
  const { state, actor } = call.var;
  const content = state.contents.get(pathPart(call, 'contentId'));
  if (content === undefined || !canSeeRoom(state, actor, content.room)) {
    throw notFound('a file with the provided id');
  }
  if (content.file === 'gone') throw new ServiceError(410, 'The file was deleted.');
  if (typeof content.file === 'string') return call.redirect(content.file, 302);
  checkScan(call, content.file.scan);
  return serve(call, content.file);
}

function checkScan(call: Call, { endsAt, result }: StoredFile['scan']): void {
  const left = endsAt - Date.now();
  if (left > 0) {
    const retryAfter = String(Math.ceil(left / 1000));
    throw new ServiceError(423, 'The file is being scanned for malware.', {
      headers: { 'retry-after': retryAfter },
    });
  }
  if (result === 'infected') throw new ServiceError(410, 'The file holds malware and was removed.');
  if (result === 'unscannable' && call.req.query('allow') !== 'unscannable') {
    throw new ServiceError(
      428,
      'The file could not be scanned for malware: pass allow=unscannable to get it.',
    );
  }
}

function serve(call: Call, { name, contentType, bytes }: StoredFile): Response {
  const plain = name.replace(/[^\x20-\x7e]|["\\]/g, '_');
  const encoded = encodeURIComponent(name.toWellFormed()).replace(/['()*]/g, percent);
  return call.body(new Uint8Array(bytes), 200, {
    'content-type': contentType,
    'content-length': String(bytes.byteLength),
    'content-disposition': `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`,
  });
}

function percent(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
}
