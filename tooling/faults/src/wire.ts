/** Returns the bytes of an HTTP/1.1 response, with the length of its body unless `headers` override it. */
export function http(
  status: string,
  headers: Readonly<Record<string, string | undefined>> = {},
  body: string | Buffer = '',
): Buffer {
  const lines = Object.entries({ 'content-length': String(Buffer.byteLength(body)), ...headers })
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name}: ${value}\r\n`);
  return Buffer.concat([Buffer.from(`HTTP/1.1 ${status}\r\n${lines.join('')}\r\n`), Buffer.from(body)]);
}
