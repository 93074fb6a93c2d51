/** A block of code that is open. */
export interface Fence {
  /** The backticks or tildes that close it. */
  readonly marker: string;
  /** The line that opens it again. */
  readonly opening: string;
}

/**
 * What a line makes of the state it is met with: an open fence, or none. A line that takes more than `maxBytes` opens
 * none: it could not be repeated.
 */
export function fenceAfter(line: string, fence: Fence | undefined, maxBytes: number): Fence | undefined {
  const [, marker = '', info = ''] = /^\s*(`{3,}|~{3,})(.*?)\s*$/s.exec(line.slice(0, maxBytes)) ?? [];
  if (marker === '') return fence;
  if (fence !== undefined) {
    return info === '' && marker[0] === fence.marker[0] && marker.length >= fence.marker.length
      ? undefined
      : fence;
  }
  if ((marker.startsWith('`') && info.includes('`')) || Buffer.byteLength(line) > maxBytes) return undefined;
  return { marker, opening: marker + info };
}
