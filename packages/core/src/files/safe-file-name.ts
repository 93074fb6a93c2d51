const reserved = /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\.|$)/i;
const most = 200;

/**
 * A name that is safe as the last part of a path on any system: no separators, no control or direction-changing
 * characters, nothing hidden, nothing that Windows keeps for itself, at most 200 bytes with its ending kept. `undefined`
 * where nothing is left.
 */
export function safeFileName(name: string): string | undefined {
  const last =
    name
      .toWellFormed()
      .split(/[/\\]/)
      .findLast((part) => part.replace(/[.\s\0]/g, '') !== '') ?? '';
  const plain = last
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '')
    .replace(/[<>:"|?*]/g, '_')
    .replace(/^[.\s]+|[.\s]+$/g, '');
  if (plain === '') return undefined;
  return shorten(reserved.test(plain) ? `_${plain}` : plain);
}

function shorten(name: string): string {
  if (Buffer.byteLength(name) <= most) return name;
  const [ending = ''] = /\.[^.]{1,16}$/.exec(name) ?? [];
  const room = most - Buffer.byteLength(ending);
  let stem = '';
  let bytes = 0;
  for (const character of name) {
    bytes += Buffer.byteLength(character);
    if (bytes > room) break;
    stem += character;
  }
  return stem.trimEnd() + ending;
}
