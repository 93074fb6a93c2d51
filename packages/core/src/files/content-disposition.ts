/**
 * The file's name in a `Content-Disposition` header, as the server wrote it: `filename*` (RFC 6266, RFC 5987) before
 * `filename`. Bears what servers really send: names without quotes, and UTF-8 in place of Latin-1.
 */
export function fileNameIn(header: string | undefined): string | undefined {
  const parameters = new Map<string, string>();
  const parameter = /;\s*([^\s=;]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^;]*))/g;
  for (const [, name = '', quoted, token] of (header ?? '').matchAll(parameter)) {
    const key = name.toLowerCase();
    // The first counts.
    if (!parameters.has(key)) parameters.set(key, quoted?.replace(/\\(.)/g, '$1') ?? token?.trim() ?? '');
  }
  const extended = parameters.get('filename*');
  return (extended && decodeExtended(extended)) || asUtf8(parameters.get('filename')) || undefined;
}

/** `UTF-8'en'%e2%82%ac%20rates`; `undefined` where it is something else. */
function decodeExtended(value: string): string | undefined {
  const [, charset = '', encoded = ''] = /^([^']*)'[^']*'(.*)$/.exec(value) ?? [];
  try {
    if (/^utf-8$/i.test(charset)) return decodeURIComponent(encoded);
    if (/^iso-8859-1$/i.test(charset)) return unescapeLatin1(encoded);
  } catch {
    // Not what it says it is: the plain name has to do.
  }
  return undefined;
}

function unescapeLatin1(encoded: string): string {
  return encoded.replace(/%([0-9a-f]{2})/gi, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
}

/** Headers come as Latin-1; where these bytes make sense as UTF-8, they are meant so. */
function asUtf8(text: string | undefined): string | undefined {
  if (text === undefined || !/^[\0-\xff]*$/.test(text)) return text;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(text, 'latin1'));
  } catch {
    return text;
  }
}
