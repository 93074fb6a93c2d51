import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Call } from '../http/route.js';
import { pathPart } from '../http/route.js';
import { notFound } from '../http/service-error.js';

const script = 'text/javascript; charset=utf-8';

/** The package's own files, and those of its dependencies that a browser can load as they are. */
const assets: Readonly<Record<string, { readonly type: string; readonly from?: string }>> = {
  'page.css': { type: 'text/css; charset=utf-8' },
  'card.css': { type: 'text/css; charset=utf-8' },
  'icon.svg': { type: 'image/svg+xml' },
  'page.js': { type: script },
  'cards.js': { type: script },
  'feed.js': { type: script },
  'forms.js': { type: script },
  'live.js': { type: script },
  'adaptivecards.js': { type: script, from: 'adaptivecards/dist/adaptivecards.min.js' },
  'markdown-it.js': { type: script, from: 'markdown-it/browser' },
};

/** Serves a script, the style sheet or the icon. The browser asks each time whether its copy is the same. */
export async function serveAsset(call: Call): Promise<Response> {
  const name = pathPart(call, 'name');
  const asset = Object.hasOwn(assets, name) ? assets[name] : undefined;
  if (asset === undefined) throw notFound('an asset of this name');
  const bytes = await readFile(locate(name, asset.from));
  const etag = `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`;
  const headers = { etag, 'cache-control': 'no-cache' };
  if (call.req.header('if-none-match') === etag) return call.body(null, 304, headers);
  return call.body(new Uint8Array(bytes), 200, { ...headers, 'content-type': asset.type });
}

function locate(name: string, from: string | undefined): string | URL {
  return from === undefined ? new URL(name, assetFolder()) : createRequire(import.meta.url).resolve(from);
}

/** The folder `assets` is beside `src` and `dist`; this module may be in a folder of either. */
function assetFolder(): URL {
  let folder = new URL('./', import.meta.url);
  while (!existsSync(new URL('package.json', folder))) {
    const parent = new URL('../', folder);
    if (parent.href === folder.href) throw new Error('The folder "assets" of @wxt/emulator is missing.');
    folder = parent;
  }
  return new URL('assets/', folder);
}
