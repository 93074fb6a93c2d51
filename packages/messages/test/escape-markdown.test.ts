import { startEmulator } from '@wxt/emulator';
import fc from 'fast-check';
import markdownIt from 'markdown-it';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { escapeMarkdown, Messages, mention, Session } from '../src/index.js';

/** CommonMark with HTML, tables, strikethrough and footnote-free links; addresses that are typed stay text. */
const commonMark = markdownIt({ html: true });

/** Renders Markdown, and returns the tags and the text of the result. */
function render(markdown: string): { tags: string[]; text: string } {
  const html = commonMark.render(markdown);
  const tags = [...new Set([...html.matchAll(/<\/?([a-z0-9]+)[^>]*>/g)].map(([, name = '']) => name))];
  const decoded = html
    .replace(/<[^>]*>/g, '')
    .replace(
      /&(lt|gt|quot|amp);/g,
      (_, name) => ({ lt: '<', gt: '>', quot: '"', amp: '&' })[name as 'lt'] ?? '',
    );
  return { tags, text: decoded };
}

const squeezed = (text: string) => text.replace(/\s+/g, ' ').trim();

const typed: [string, string][] = [
  ['emphasis', '*a* _b_ **c** __d__ ***e*** ~~f~~ snake_case_name'],
  ['a link', '[Your bank](https://evil.example "title")'],
  ['a link by reference', '[bank][1]\n\n[1]: https://evil.example'],
  ['an image', '![x](https://evil.example/pixel.png)'],
  ['an address in angle brackets', '<https://evil.example> <a@evil.example>'],
  ['a mention of all', 'Hi <@all> and <@groupMention:all|All>'],
  ['a mention of a person', '<@personEmail:bob@example.com|Bob> <@personId:ABC>'],
  [
    'HTML',
    '<b>bold</b><script>alert(1)</script><!-- c --> <spark-mention data-object-id="x">X</spark-mention>',
  ],
  ['entities', '&lt;b&gt; &amp;amp; &#42;a&#42; &copy;'],
  ['code', '`a` ``b`` `<@all>`'],
  ['a block of code', '```js\nalert(1)\n```\n~~~\nx\n~~~'],
  ['an indented block of code', 'a\n\n    b\n\n\tc\n\n  \td'],
  ['headings', '# a\n## b\n### c ###\n\nd\n===\n\ne\n---'],
  ['lists', '- a\n+ b\n* c\n1. d\n2) e\n   - f'],
  ['quotes and rules', '> a\n>> b\n\n***\n\n---\n\n___'],
  ['a table', 'a | b\n--- | ---\nc | d\n\n| e |\n|:-:|\n| f |'],
  ['backslashes', '\\*a\\* \\\\ \\<@all> C:\\Users\\x\\\nnext'],
];

describe('escapeMarkdown() shows as it was typed', () => {
  test.each(typed)('%s', (_, text) => {
    for (const [before, after] of [
      ['', ''],
      ['You said: **', '**'],
      ['- ', ''],
      ['> ', ''],
    ] as const) {
      const shown = render(before + escapeMarkdown(text) + after);
      expect(
        shown.tags.filter((tag) => !['p', 'br', 'strong', 'ul', 'li', 'blockquote'].includes(tag)),
      ).toEqual([]);
      expect(squeezed(shown.text).replaceAll('**', '')).toContain(squeezed(text).replaceAll('**', ''));
    }
    expect(render(escapeMarkdown(text)).tags.filter((tag) => tag !== 'br')).toEqual(['p']);
  });

  test('whatever it is', () => {
    const characters = [...'abc12 \n\t\\`*_{}[]()#+-.!~|=<>&@:;/"\'$^%?,'];
    const anything = fc.string({
      unit: fc.constantFrom(...characters, '    ', '```', '](', '<@all>'),
      maxLength: 40,
    });
    fc.assert(
      fc.property(anything, (text) => {
        const shown = render(escapeMarkdown(text));
        expect(shown.tags.filter((tag) => tag !== 'p' && tag !== 'br')).toEqual([]);
        expect(squeezed(shown.text)).toBe(squeezed(text));
      }),
      { numRuns: 3000 },
    );
  });

  test('without escaping what needs none', () => {
    const plain = "It's 5 o'clock - well-known (yes!) at example.com/a?b=c#d, e+f: 1.5 or 2) {x} $y @ada";
    expect(escapeMarkdown(plain)).toBe(plain);
  });
});

test.each([undefined, null, 5, {}])('escapeMarkdown(%j) is a TypeError', (text) => {
  expect(() => escapeMarkdown(text as never)).toThrow(/^escapeMarkdown: text must be a string, got /);
  expect(() => escapeMarkdown(text as never)).toThrow(TypeError);
});

describe('in a room of the emulator', () => {
  let emulator: Awaited<ReturnType<typeof startEmulator>>;
  let messages: Messages;
  let toPersonId: string;

  beforeAll(async () => {
    emulator = await startEmulator();
    const [alice, bob] = emulator.users;
    messages = new Messages(new Session({ accessToken: alice.accessToken, baseUrl: emulator.url }));
    toPersonId = bob.id;
  });
  afterAll(() => emulator.close());

  test.each(typed)('escapeMarkdown() shows %s as it was typed, and mentions nobody', async (_, text) => {
    const message = await messages.create({ toPersonId, markdown: `You said: ${escapeMarkdown(text)}` });
    expect(squeezed(message.text ?? '')).toBe(squeezed(`You said: ${text}`));
    expect(message.html?.match(/<(?!\/?p>|br\/>)/g) ?? []).toEqual([]);
    expect(message.mentionedGroups).toBeUndefined();
    expect(message.mentionedPeople).toBeUndefined();
  });

  test('mention() mentions a person by object, id or email address', async () => {
    const [alice, bob] = emulator.users;
    for (const markdown of [mention(bob), mention(bob.id), mention(bob.email), mention(` ${bob.email} `)]) {
      const message = await messages.create({ toPersonId, markdown: `Hi ${markdown}` });
      expect(message.text).toBe('Hi Bob Brown');
      expect(message.mentionedPeople).toEqual([bob.id]);
    }
    const named = await messages.create({
      toPersonId,
      markdown: `${mention(bob, 'Bobby')}, ${mention(alice)}`,
    });
    expect(named.text).toBe('Bobby, Alice Adams');
    expect(named.mentionedPeople).toEqual([bob.id, alice.id]);
  });

  test.each(['> <@all> [x](https://evil.example)', '**B** | `b` <b>\n\nB', '\\'])(
    'mention() shows the name %j as it was typed',
    async (name) => {
      const [, bob] = emulator.users;
      const { text, html, mentionedPeople, mentionedGroups } = await messages.create({
        toPersonId,
        markdown: mention({ id: bob.id, displayName: name }),
      });
      expect(text).toBe(squeezed(name));
      expect(html?.match(/<(?!\/?p>|\/?spark-mention)/g) ?? []).toEqual([]);
      expect(mentionedPeople).toEqual([bob.id]);
      expect(mentionedGroups).toBeUndefined();
    },
  );
});

test('mention() without a name lets Webex choose it', () => {
  expect(mention('PERSON')).toBe('<@personId:PERSON>');
  expect(mention({ id: 'PERSON' }, ' ')).toBe('<@personId:PERSON>');
  expect(mention({ id: 'PERSON', displayName: 'Ada' }, 'Countess')).toBe('<@personId:PERSON|Countess>');
});

test.each<[unknown, unknown?]>([
  [undefined],
  [null],
  [''],
  [' '],
  [{}],
  [{ id: '' }],
  ['a|b'],
  ['x><@all'],
  ['a b'],
  ['PERSON', 5],
  ['PERSON', null],
])('mention(%j, %j) is a TypeError', (person, name) => {
  expect(() => mention(person as never, name as never)).toThrow(TypeError);
  expect(() => mention(person as never, name as never)).toThrow(/^mention: (?:person|name) must be a/);
});
