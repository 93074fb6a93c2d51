/**
 * Returns the same text for filters that mean the same, however they are written: the order of the pairs, percent
 * encoding, the case of addresses and names, and `me` or the owner's id.
 */
export function filterMeaning(filter: string | undefined, owner?: string): string {
  const pairs = (filter ?? '')
    .split('&')
    .filter((pair) => pair.trim() !== '')
    .map((pair) => {
      const [name = '', ...value] = pair.split('=');
      const key = decode(name).toLowerCase();
      return `${key}=${valueMeaning(key, decode(value.join('=')), owner)}`;
    });
  return pairs.sort().join('&');
}

/** Addresses have plus signs: one that is not encoded is meant as it is, and may have become a space on the way. */
function decode(text: string): string {
  return decodePercent(text).trim().replaceAll(' ', '+');
}

function decodePercent(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function valueMeaning(key: string, value: string, owner: string | undefined): string {
  if (!/(id|people)$/.test(key)) return value.toLowerCase();
  const ids = value.split(',').map((id) => (id.toLowerCase() === 'me' ? (owner ?? 'me') : id));
  return ids.map(idMeaning).sort().join(',');
}

/** An id is base64 of `ciscospark://…/<uuid>`, and some endpoints show the bare UUID. */
function idMeaning(id: string): string {
  const uri = Buffer.from(id, 'base64').toString();
  return uri.startsWith('ciscospark://') ? (uri.split('/').at(-1) ?? id).toLowerCase() : id.trim();
}
