/** An open block of code. */
export interface Fence {
  /** The backticks or tildes that close the block. */
  readonly marker: string;
  /** The line that opens the block again in the next part. */
  readonly opening: string;
}

/**
 * Returns the fence that is open after a line, if `fence` is open before it. A line of more than `maxBytes` opens none, as
 * it could not be repeated in each part.
 */
export function fenceAfter(line: string, fence: Fence | undefined, maxBytes: number): Fence | undefined {
  const start = line.slice(0, maxBytes);
  const [indented = '', marker = ''] = /^\s*(`{3,}|~{3,})/.exec(start) ?? [];
  if (marker === '') return fence;
  const info = start.slice(indented.length).trimEnd();
  if (fence !== undefined) {
    return info === '' && marker[0] === fence.marker[0] && marker.length >= fence.marker.length
      ? undefined
      : fence;
  }
  if ((marker.startsWith('`') && info.includes('`')) || Buffer.byteLength(line) > maxBytes) return undefined;
  return { marker, opening: marker + info };
}
