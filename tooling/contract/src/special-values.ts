/** Parameters and arguments that need a specific value, by method; `baseUrl` is the API's. */
export function specialValues(method: string, baseUrl: string): Readonly<Record<string, unknown>> {
  const fileUrl = `${baseUrl}contents/id-content`;
  const values: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
    // The first second of 2100: it has to be in the future, in seconds.
    'GuestIssuer.create': { expiration: 4_102_444_800 },
    'Messages.create': { files: ['https://example.com/file.png'] },
    'Messages.getFileInfo': { fileUrl },
    'Messages.download': { fileUrl },
  };
  return values[method] ?? {};
}
