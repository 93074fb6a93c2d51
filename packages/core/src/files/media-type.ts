/** The media type that a file's name stands for. Loaded when it is first needed: most programs send no files. */
export async function mediaType(name: string): Promise<string> {
  const { default: mime } = await import('mime');
  return mime.getType(name) ?? 'application/octet-stream';
}
