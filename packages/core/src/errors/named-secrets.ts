import { hidden } from './text.js';

/** Names that hold one of the words of `secretName`, but a constant of the protocol as their value. */
export const constantName = /(type|type_?hint|challenge_?method)$/i;

const secretName =
  /token|secret|password|passphrase|authorization|cookie|credential|assertion|signature|private.?key|host.?key|api.?key|(pin|otp)$|^sig$/i;

/** Returns true for the name of an attribute, parameter or header whose value must not be shown. */
export function isSecretName(name: string): boolean {
  return secretName.test(name) && !constantName.test(name);
}

/**
 * Replaces each value that follows the name of a secret in JSON, a form or a query, even if the text is truncated there;
 * and passwords in URLs, and credentials after their scheme.
 */
export function hideNamedValues(text: string): string {
  return hideAttributes(text)
    .replace(/(?<![\w.%[\]$-])([\w.%[\]$-]+)=(?:(\\{0,8}["'])([^"'<>]*)|([^&\s"'<>\\]*))/g, hideParameter)
    .replace(/(?<=:\/\/)[^\s/@"'<>]*@/g, (userInfo) => (userInfo === '@' ? userInfo : `${hidden}@`))
    .replace(/\b(bearer|basic) (?=[^\s"'<>,]*\d)[\w.~+/=-]{16,}/gi, `$1 ${hidden}`);
}

function hideParameter(all: string, name: string, quote = '', quoted = '', plain = ''): string {
  return quoted + plain !== '' && isSecretName(decodeName(name)) ? `${name}=${quote}${hidden}` : all;
}

function decodeName(name: string): string {
  return name.replace(/%2d/gi, '-').replace(/%5f/gi, '_');
}

/** A quoted name and a colon, as in JSON, JSON within JSON, or what other languages print. */
const attribute = /(\\{0,8}["'])([\w.$ -]+)\1\s*:\s*/g;

function hideAttributes(text: string): string {
  let shown = '';
  let from = 0;
  for (const match of text.matchAll(attribute)) {
    const start = match.index + match[0].length;
    if (match.index < from || !isSecretName(match[2] ?? '')) continue;
    const end = endOfValue(text, start);
    if (/^(true|false|null|)$/.test(text.slice(start, end).trim())) continue;
    shown += `${text.slice(from, start)}${match[1]}${hidden}${match[1]}`;
    from = end;
  }
  return shown + text.slice(from);
}

const delimiter = /[\s,}\]]/g;

/** Where a JSON value ends that begins here; the end of the text if it is cut off. */
function endOfValue(text: string, start: number): number {
  const first = text[start] ?? '';
  if (first === '[' || first === '{') return endOfNested(text, start);
  const quote = /^\\{0,8}["']/.exec(text.slice(start, start + 9))?.[0];
  if (quote === undefined) {
    delimiter.lastIndex = start;
    return delimiter.exec(text)?.index ?? text.length;
  }
  return endOfString(text, start + quote.length, quote);
}

function endOfString(text: string, start: number, quote: string): number {
  const mark = quote.at(-1) ?? '"';
  for (let index = start; index < text.length; index += 1) {
    let backslashes = 0;
    while (text[index + backslashes] === '\\') backslashes += 1;
    index += backslashes;
    // A pair of backslashes is one of the value's own; JSON within JSON ends with as many as it began with.
    const isEscaped = quote.length === 1 ? backslashes % 2 === 1 : backslashes >= quote.length;
    if (text[index] === mark && !isEscaped) return index + 1;
  }
  return text.length;
}

function endOfNested(text: string, start: number): number {
  let depth = 0;
  for (let index = start; index < text.length; index += 1) {
    const character = text[index] ?? '';
    if (character === '"') index = endOfString(text, index + 1, '"') - 1;
    else if ('[{'.includes(character)) depth += 1;
    else if (']}'.includes(character)) {
      depth -= 1;
      if (depth === 0) return index + 1;
    }
  }
  return text.length;
}
