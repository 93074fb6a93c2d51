import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { splitMarkdown } from '../src/index.js';

const bytes = (text: string) => Buffer.byteLength(text);
const words = (count: number, word = 'word') => Array.from({ length: count }, () => word).join(' ');

describe('splitMarkdown() cuts', () => {
  const a = words(12, 'aaaa');
  const b = words(12, 'bbbb');
  const rows: [string, string, string[]][] = [
    ['blank text has no parts', ' \n\n ', []],
    ['what fits stays as it is', '  **a**\n\nb  \nc', ['  **a**\n\nb  \nc']],
    ['between paragraphs', `${a}\n \n\n  ${b}`, [a, `  ${b}`]],
    ['between lines', `${a}\n    ${b}`, [a, `    ${b}`]],
    ['between sentences', `${a}! ${b}`, [`${a}!`, b]],
    ['after a sentence that ends in quotes', `"${a}." ${b}`, [`"${a}."`, b]],
    [
      'between sentences without spaces',
      `${'あ'.repeat(15)}。${'い'.repeat(25)}`,
      [`${'あ'.repeat(15)}。`, 'い'.repeat(25)],
    ],
    ['between words', words(40, 'abc'), [words(20, 'abc'), words(20, 'abc')]],
    ['a word that does not fit', 'x'.repeat(100), ['x'.repeat(80), 'x'.repeat(20)]],
    [
      'before a link',
      `${a} [some text](https://example.com/a) b`,
      [a, '[some text](https://example.com/a) b'],
    ],
    ['before an image', `${a} ![some text](a.png "ti tle") b`, [a, '![some text](a.png "ti tle") b']],
    ['before code', `${a} \`code with spaces in it\` b`, [a, '`code with spaces in it` b']],
    [
      'before a mention',
      `${a} <@personEmail:a@example.com|Ada L> b`,
      [a, '<@personEmail:a@example.com|Ada L> b'],
    ],
    [
      'before a link among letters',
      `${'あ'.repeat(20)}[いろ は](https://example.com)`,
      ['あ'.repeat(20), '[いろ は](https://example.com)'],
    ],
    ['before a block of code', `${a}\n\`\`\`\n${b}\n\`\`\``, [a, `\`\`\`\n${b}\n\`\`\``]],
    ['after a block of code', `\`\`\`\n${a}\n\`\`\`\n${b}`, [`\`\`\`\n${a}\n\`\`\``, b]],
    [
      'a block of code, which goes on',
      `\`\`\`\`js\n${a}\n\n    \`\`\` ${words(6, 'b')}\n\`\`\`\`\nc`,
      [`\`\`\`\`js\n${a}\n\n\`\`\`\``, `\`\`\`\`js\n    \`\`\` ${words(6, 'b')}\n\`\`\`\`\nc`],
    ],
    ['a block of code with tildes', `~~~\n${a}\n${b}\n~~~`, [`~~~\n${a}\n~~~`, `~~~\n${b}\n~~~`]],
    [
      'a block in a list',
      `- a\n    \`\`\`\n    ${a}\n    ${b}\n    \`\`\``,
      [`- a\n    \`\`\`\n    ${a}\n\`\`\``, `\`\`\`\n    ${b}\n    \`\`\``],
    ],
  ];
  test.each(rows)('%s', (_, text, parts) => {
    expect(splitMarkdown(text, 80)).toEqual(parts);
  });

  test('the default limit is that of a message', () => {
    expect(splitMarkdown('x'.repeat(7439))).toHaveLength(1);
    expect(splitMarkdown('x'.repeat(7440)).map(bytes)).toEqual([7439, 1]);
  });

  test('an emoji of several code points is never cut', () => {
    const family = '👩‍👩‍👧‍👦';
    for (const part of splitMarkdown(family.repeat(20), 64))
      expect(part).toBe(family.repeat(part.length / family.length));
  });

  test('rejects anything but text, and invalid limits', () => {
    expect(() => splitMarkdown(5 as never)).toThrow(TypeError);
    for (const limit of [0, 63, 64.5, Number.NaN])
      expect(() => splitMarkdown('a', limit)).toThrow(RangeError);
  });
});

/** The texts and blocks of code of a document, as a reader of each part on its own sees them. */
function read(parts: readonly string[]): { text: string; code: string; balanced: boolean } {
  let [text, code, balanced] = ['', '', true];
  for (const part of parts) {
    let fence: string | undefined;
    for (const line of part.split('\n')) {
      const marker = /^\s*(`{3,}|~{3,})/.exec(line)?.[1];
      if (fence === undefined && marker !== undefined) fence = marker;
      else if (fence !== undefined && line.trim() === fence) fence = undefined;
      else if (fence === undefined) text += line;
      else code += line;
    }
    balanced &&= fence === undefined;
  }
  return { text: text.replace(/\s/g, ''), code: code.replace(/\s/g, ''), balanced };
}

const prose = fc.stringMatching(/^[a-zäあ😀.!?,*_()-]{1,12}$/u);
const link = fc
  .tuple(prose, prose)
  .map(
    ([text, path]) =>
      `[${text.replace(/[()]/g, '')} b](https://example.com/${encodeURIComponent(path).replace(/[()]/g, '')})`,
  );
const code = fc.array(prose, { minLength: 1, maxLength: 4 }).map((all) => `\`${all.join(' ')}\``);
const sentence = fc
  .array(fc.oneof({ weight: 6, arbitrary: prose }, link, code), { minLength: 1, maxLength: 30 })
  .map((all) => all.join(' '));
const paragraph = fc.array(sentence, { minLength: 1, maxLength: 4 }).map((all) => all.join('\n'));
const block = fc
  .tuple(
    fc.constantFrom('```', '~~~~'),
    fc.constantFrom('', 'js', 'ts x'),
    fc.array(sentence, { minLength: 1, maxLength: 9 }),
  )
  .map(([marker, info, lines]) => [marker + info, ...lines, marker].join('\n'));
const document = fc
  .array(fc.oneof(paragraph, block), { minLength: 1, maxLength: 12 })
  .map((all) => all.join('\n\n'));
const limits = fc.integer({ min: 64, max: 600 });

describe('splitMarkdown() of any document', () => {
  test('each part fits, text and code are all there, and every block is closed', () => {
    fc.assert(
      fc.property(document, limits, (text, limit) => {
        const parts = splitMarkdown(text, limit);
        for (const part of parts) {
          expect(bytes(part)).toBeLessThanOrEqual(limit);
          expect(part.trim()).not.toBe('');
        }
        const whole = read([text]);
        expect(read(parts)).toEqual({ ...whole, balanced: true });
      }),
      { numRuns: 200 },
    );
  });

  test('links and code in a line stay whole where they fit', () => {
    fc.assert(
      fc.property(fc.array(paragraph, { minLength: 1, maxLength: 8 }), (paragraphs) => {
        const text = paragraphs.join('\n\n');
        const parts = splitMarkdown(text, 500);
        const count = (within: string) =>
          within.match(/\[[^\]\n]* b\]\(https[^)\n]*\)|`[^`\n]*`/g)?.length ?? 0;
        expect(parts.map(count).reduce((sum, one) => sum + one, 0)).toBe(count(text));
      }),
      { numRuns: 100 },
    );
  });

  test('text without any structure comes back by joining the parts, white space aside', () => {
    const anything = fc.string({
      unit: fc.constantFrom(
        'a',
        ' ',
        '\n',
        '`',
        '[',
        ']',
        '(',
        ')',
        '<',
        '~',
        '\\',
        '.',
        'é',
        '😀',
        '\ud800',
        '\u200d',
      ),
      maxLength: 2000,
    });
    fc.assert(
      fc.property(anything, limits, (text, limit) => {
        const parts = splitMarkdown(text, limit);
        for (const part of parts) expect(bytes(part)).toBeLessThanOrEqual(limit);
        // Fences come and go here: only what is no part of one can be counted.
        const essence = (within: string) => within.replace(/[\s`~]/g, '');
        if (!/(```|~~~)/.test(text)) expect(parts.join('').replace(/\s/g, '')).toBe(text.replace(/\s/g, ''));
        else expect(essence(parts.join('')).length).toBeGreaterThanOrEqual(essence(text).length);
        for (const part of parts) expect(part.isWellFormed() || !text.isWellFormed()).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});

describe('splitMarkdown() of texts and limits of any size', () => {
  /** Texts that take long to split if anything is read again for each paragraph, line, cut or part. */
  const texts: [string, (bytes: number) => string][] = [
    ['prose', (size) => 'It was a fine day. '.repeat(size / 19)],
    ['short paragraphs without spaces', (size) => 'abcdefg\n\n'.repeat(size / 9)],
    ['short lines without spaces', (size) => 'abcdefg\n'.repeat(size / 8)],
    ['one word', (size) => 'x'.repeat(size)],
    ['white space', (size) => `a${' '.repeat(size - 2)}b`],
    ['blank lines', (size) => ' \n'.repeat(size / 2)],
    ['dots', (size) => '.'.repeat(size)],
    ['a block of code', (size) => `\`\`\`\n${'a b\n'.repeat(size / 4)}\`\`\``],
    ['code with a long marker', (size) => `${'`'.repeat(size / 100)}\n${'a\n'.repeat(size / 2)}`],
    ['opening lines full of spaces', (size) => `\`\`\`${' '.repeat(size / 100)}x\n\`\`\`\n`.repeat(90)],
    ['links', (size) => '[a](https://example.com/b) '.repeat(size / 27)],
    ['brackets that are never closed', (size) => '[a]('.repeat(size / 4)],
  ];
  const cases = texts.flatMap(([name, make]) =>
    [250_000, 1_000_000].flatMap((size) =>
      [7439, size / 5].map((limit) => [name, size, limit, make] as const),
    ),
  );

  test.each(cases)('%s: %i bytes, %i at once', (_, size, limit, make) => {
    const text = make(size);
    const parts = splitMarkdown(text, limit);
    for (const part of parts) expect(bytes(part)).toBeLessThanOrEqual(limit);
    const essence = (within: string) => within.replace(/[\s`]/g, '');
    // A long marker is repeated with each part.
    expect(essence(parts.join('')).length).toBeGreaterThanOrEqual(essence(text).length);
  });
});

describe('hostile texts end', () => {
  const patterns = [
    '[',
    '](',
    '[](',
    '`',
    '`a``',
    '<',
    '!',
    '!)',
    ' ',
    '\n',
    '```\n',
    '```js\n```\n',
    '~~~',
    '[a](b "',
    '\\',
    '\u0301',
    '\ud83d',
    '(((',
    '[[[](x)',
  ];
  test.each(patterns)('%j', (pattern) => {
    const text = pattern.repeat(Math.ceil(300_000 / pattern.length));
    for (const part of splitMarkdown(text)) expect(bytes(part)).toBeLessThanOrEqual(7439);
  });
});
