import { hidden } from './text.js';

/** Hides one secret, in one of its forms, in a text. */
export type Replacement = (text: string) => string;

/** Longer values are looked for in pieces: there is a limit to the size of a regular expression. */
const pieceLength = 4000;
/** Shorter values have a base64 form that would be found by accident in ids. */
const minBase64Length = 8;

const entities: Readonly<Record<string, string>> = {
  '&': 'amp',
  '<': 'lt',
  '>': 'gt',
  '"': 'quot',
  "'": 'apos',
};

/**
 * Returns replacements for a value as it may be written by those who repeat it: as it is, URL-encoded once or twice,
 * escaped in JSON or HTML, each character by itself; and within base64, as basic authentication is.
 */
export function encodedForms(value: string): Replacement[] {
  const forms = pieces(value).map((piece): Replacement => {
    const pattern = new RegExp([...piece].map(patternOf).join(''), 'g');
    return (text) => text.replace(pattern, hidden);
  });
  return [
    ...forms,
    ...base64Forms(value).map(
      (form): Replacement =>
        (text) =>
          text.replaceAll(form, hidden),
    ),
  ];
}

function pieces(value: string): string[] {
  if (value.length <= pieceLength) return [value];
  // The last piece is as long as the others, so that none is too short to be told from other text.
  const count = Math.ceil(value.length / pieceLength);
  const length = Math.ceil(value.length / count);
  return Array.from({ length: count }, (_, index) => value.slice(index * length, (index + 1) * length));
}

/** A pattern for one character in any of its forms. Letters and digits are never encoded. */
function patternOf(character: string): string {
  if (/^[A-Za-z0-9]$/.test(character)) return character;
  const code = character.codePointAt(0) ?? 0;
  const bytes = [...new TextEncoder().encode(character)];
  const units = Array.from({ length: character.length }, (_, index) => character.charCodeAt(index));
  const entity = entities[character];
  return `(?:${[
    escapeForPattern(character),
    bytes.map((byte) => `%(?:25){0,3}${hex(byte, 2)}`).join(''),
    units.map((unit) => `\\\\{1,8}u${hex(unit, 4)}`).join(''),
    `\\\\{1,8}${escapeForPattern(shortEscapes[character] ?? character)}`,
    `&#0{0,4}${code};`,
    `&#x0{0,4}${hex(code, 1)};`,
    ...(entity === undefined ? [] : [`&${entity};`]),
    ...(character === ' ' ? ['\\+'] : []),
  ].join('|')})`;
}

const shortEscapes: Readonly<Record<string, string>> = {
  '\n': 'n',
  '\r': 'r',
  '\t': 't',
  '\b': 'b',
  '\f': 'f',
};

function escapeForPattern(character: string): string {
  return character.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}

/** A pattern for a number in base 16, in either case. */
function hex(number: number, digits: number): string {
  return number
    .toString(16)
    .padStart(digits, '0')
    .replace(/[a-f]/g, (digit) => `[${digit}${digit.toUpperCase()}]`);
}

/**
 * What the value looks like within base64: three forms, since its first byte may be the first, second or third of a
 * group. Characters that it shares with its neighbors are left out.
 */
function base64Forms(value: string): string[] {
  const bytes = [...new TextEncoder().encode(value)];
  if (bytes.length < minBase64Length) return [];
  return [0, 1, 2].flatMap((offset) => {
    const encoded = btoa(
      [...new Uint8Array(offset), ...bytes].map((byte) => String.fromCharCode(byte)).join(''),
    );
    const form = encoded.slice(Math.ceil((offset * 8) / 6), Math.floor(((offset + bytes.length) * 8) / 6));
    const urlSafe = form.replaceAll('+', '-').replaceAll('/', '_');
    return urlSafe === form ? [form] : [form, urlSafe];
  });
}
