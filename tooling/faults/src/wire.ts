/** An answer in HTTP/1.1 as it goes over the wire, with the length of its body unless told otherwise. */
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
