/**
 * Returns the file's name in a `Content-Disposition` header, as the server wrote it: `filename*` (RFC 6266, RFC 5987), else
 * `filename`. Accepts what servers really send: names without quotes, and UTF-8 in place of Latin-1.
 */
export function parseContentDisposition(header: string | undefined): string | undefined {
  const parameters = new Map<string, string>();
  const parameter = /;\s*([^\s=;]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^;]*))/g;
  for (const [, name = '', quoted, token] of (header ?? '').matchAll(parameter)) {
    const key = name.toLowerCase();
    // Of repeated parameters, the first counts.
    if (!parameters.has(key)) parameters.set(key, quoted?.replace(/\\(.)/g, '$1') ?? token?.trim() ?? '');
  }
  const extended = parameters.get('filename*');
  return (extended && decodeExtended(extended)) || asUtf8(parameters.get('filename')) || undefined;
}

/** Decodes `UTF-8'en'%e2%82%ac%20rates`; returns `undefined` for anything else. */
function decodeExtended(value: string): string | undefined {
  const [, charset = '', encoded = ''] = /^([^']*)'[^']*'(.*)$/.exec(value) ?? [];
  try {
    if (/^utf-8$/i.test(charset)) return decodeURIComponent(encoded);
    if (/^iso-8859-1$/i.test(charset)) return unescapeLatin1(encoded);
  } catch {
    // Malformed: falls back to the plain name.
  }
  return undefined;
}

function unescapeLatin1(encoded: string): string {
  return encoded.replace(/%([0-9a-f]{2})/gi, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
}

/** Headers arrive as Latin-1; bytes that are valid UTF-8 are meant as UTF-8. */
function asUtf8(text: string | undefined): string | undefined {
  if (text === undefined || !/^[\0-\xff]*$/.test(text)) return text;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(text, 'latin1'));
  } catch {
    return text;
  }
}

const reserved = /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)\s*(?:\.|$)/i;
const maxBytes = 200;

/**
 * Returns a name that is safe as the last part of a path on any system: no separators, no control or bidirectional
 * characters, not hidden, not reserved by Windows, at most 200 bytes with its extension kept. Returns `undefined` if nothing
 * is left.
 */
export function sanitizeFileName(name: string): string | undefined {
  const last =
    name
      .toWellFormed()
      .split(/[/\\]/)
      .findLast((part) => part.replace(/[.\s\0]/g, '') !== '') ?? '';
  const plain = trimDots(last.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '').replace(/[<>:"|?*]/g, '_'));
  if (plain === '') return undefined;
  return shorten(reserved.test(plain) ? `_${plain}` : plain);
}

/** Returns the name with a number before its extension: `report (1).txt`. */
export function numberFileName(name: string, number: number): string {
  const [extension = ''] = /(?:\.tar)?\.[^.\s]{1,16}$/i.exec(name.slice(1)) ?? [];
  const ending = ` (${number})${extension}`;
  return cut(name.slice(0, name.length - extension.length), maxBytes - Buffer.byteLength(ending)) + ending;
}

/** Removes dots and white space from both ends. Not by a regular expression, whose work grows with the square. */
function trimDots(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && isDot(text, start)) start += 1;
  while (end > start && isDot(text, end - 1)) end -= 1;
  return text.slice(start, end);
}

function isDot(text: string, index: number): boolean {
  const character = text[index] ?? '';
  return character === '.' || character.trim() === '';
}

function shorten(name: string): string {
  if (Buffer.byteLength(name) <= maxBytes) return name;
  const [extension = ''] = /\.[^.]{1,16}$/.exec(name.slice(-17)) ?? [];
  return cut(name, maxBytes - Buffer.byteLength(extension)).replace(/[.\s]{1,200}$/, '') + extension;
}

/** Truncates a text to a number of UTF-8 bytes. */
function cut(text: string, bytes: number): string {
  let end = 0;
  let taken = 0;
  for (const character of text) {
    taken += Buffer.byteLength(character);
    if (taken > bytes) break;
    end += character.length;
  }
  return text.slice(0, end);
}
