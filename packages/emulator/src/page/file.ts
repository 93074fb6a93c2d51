import { html } from 'hono/html';
import type { Call } from '../http/route.js';
import { formatBytes, type Html } from './format.js';
import { pagePath, safeLink } from './links.js';
import type { Viewing } from './viewing.js';

/** Shown in the page. As an image, an SVG runs no scripts. */
const imageType = /^image\/(png|jpeg|gif|webp|avif|svg\+xml)$/i;

/** A file of a message: a picture, or its name and size. */
export function fileView({ state, viewer }: Viewing, id: string): Html {
  const file = state.contents.get(id)?.file;
  if (file === undefined || file === 'gone') return html`<p class="file">A file that was deleted</p>`;
  if (typeof file === 'string') {
    const url = safeLink(file);
    return html`<p class="file">${url === undefined ? file : html`<a href="${url}" target="_blank" rel="noopener noreferrer">${file}</a>`}</p>`;
  }
  const { name, contentType, bytes, scan } = file;
  const path = `${pagePath}/as/${viewer.id}/contents/${id}?allow=unscannable`;
  const isShown = imageType.test(contentType) && scan.result !== 'infected' && Date.now() >= scan.endsAt;
  const label = html`<span class="name">${name}</span> <span class="hint">${formatBytes(bytes.byteLength)} · ${contentType}${scan.result === 'clean' ? '' : ` · ${scan.result}`}</span>`;
  return html`<p class="file"><a href="${path}" download="${name}">${isShown ? html`<img src="${path}" alt="" loading="lazy">` : ''}${label}</a></p>`;
}

/**
 * Makes uploaded files safe to open: the browser saves them instead of showing them, and if it shows one nevertheless,
 * the file runs no scripts and loads nothing.
 */
export function disarm(call: Call): void {
  call.header('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'; sandbox");
  call.header('x-content-type-options', 'nosniff');
}
