import { startEmulator } from '@wxt/emulator';
import { describe, expect, onTestFinished, test } from 'vitest';
import { Messages, mention, Session, withoutMention } from '../src/index.js';

const uuid = '6ba7b810-9dad-11d1-80b4-00c04fd430c8';
const encode = (text: string) => btoa(text).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
const bot = encode(`ciscospark://us/PEOPLE/${uuid}`);
const other = encode('ciscospark://us/PEOPLE/1f7ac0de-9dad-11d1-80b4-00c04fd430c8');

/** A mention as most apps write it. */
const tag = (words: string, id = bot) =>
  `<spark-mention data-object-type="person" data-object-id="${id}">${words}</spark-mention>`;

describe('withoutMention() returns the text without the words of a mention', () => {
  test.each<[string, string, string, string]>([
    [
      'the display name',
      'Robbie the Robot deploy now',
      `<p>${tag('Robbie the Robot')} deploy now</p>`,
      'deploy now',
    ],
    ['the name shortened', 'Rob deploy', `<p>${tag('Rob')} deploy</p>`, 'deploy'],
    ['words that are no name at all', '🤖 x deploy', `${tag('🤖 x')} deploy`, 'deploy'],
    ['a mention alone', 'Rob', `<p>${tag('Rob')}</p>`, ''],
    ['at the end', 'deploy now Rob', `deploy now ${tag('Rob')}`, 'deploy now'],
    ['in the middle', 'please Rob deploy', `please ${tag('Rob')} deploy`, 'please deploy'],
    ['before punctuation', 'thanks Rob, really', `thanks ${tag('Rob')}, really`, 'thanks, really'],
    ['with a comma after it at the start', 'Rob, deploy', `${tag('Rob')}, deploy`, 'deploy'],
    [
      'with a colon after it at the start',
      'Rob: deploy a:b',
      `<div>${tag('Rob')}: deploy a:b</div>`,
      'deploy a:b',
    ],
    ['glued to the next word', 'Robdeploy', `${tag('Rob')}deploy`, 'deploy'],
    ['in brackets', '(Rob deploy)', `(${tag('Rob')} deploy)`, '(deploy)'],
    ['an @ that the app adds to the text', '@Rob deploy', `${tag('Rob')} deploy`, 'deploy'],
    ['an @ inside the mention', '@Rob deploy', `${tag('@Rob')} deploy`, 'deploy'],
    ['an @ typed before the mention', 'ask @Rob this', `ask @${tag('Rob')} this`, 'ask this'],
    ['several mentions', 'Rob Rob deploy Rob', `${tag('Rob')} ${tag('Rob')} deploy ${tag('Rob')}`, 'deploy'],
    ['two in a row inside', 'hi Rob Rob there', `hi ${tag('Rob')} ${tag('Rob')} there`, 'hi there'],
    [
      'the same words typed before it',
      'rob Rob banks, Rob',
      `rob Rob banks, ${tag('Rob')}`,
      'rob Rob banks,',
    ],
    [
      'a word that contains it before it',
      'Robert and Rob go',
      `Robert and ${tag('Rob')} go`,
      'Robert and go',
    ],
    [
      'the mention of somebody else with the same name',
      'Rob ask Rob',
      `${tag('Rob', other)} ask ${tag('Rob')}`,
      'Rob ask',
    ],
    [
      'the mention of all',
      'All Rob go',
      `<spark-mention data-object-type="groupMention" data-group-type="all">All</spark-mention> ${tag('Rob')} go`,
      'All go',
    ],
    ['line breaks', 'Rob\nfirst\n\nsecond', `<p>${tag('Rob')}<br/>first</p><p>second</p>`, 'first\n\nsecond'],
    ['a line of its own', 'first\nRob\nsecond', `first<br/>${tag('Rob')}<br/>second`, 'first\n\nsecond'],
    ['at the end of a line', 'first Rob\nsecond', `first ${tag('Rob')}<br>second`, 'first\nsecond'],
    [
      'spaces that do not break',
      'Rob\u00a0deploy\u00a0x',
      `${tag('Rob')}&nbsp;deploy&nbsp;x`,
      'deploy\u00a0x',
    ],
    ['a name with a space that does not break', 'Rob\u00a0Bot go', `${tag('Rob Bot')} go`, 'go'],
    ['a name with spaces of another kind', 'Rob Bot go', `${tag('Rob&nbsp; Bot')} go`, 'go'],
    ['spaces without a width', '\u200bRob\u200b go', `${tag('Rob')} go`, 'go'],
    [
      'entities',
      'R&D <1> say "a" & b',
      `${tag('R&amp;D &lt;1&gt;')} say &quot;a&quot; &#38; b`,
      'say "a" & b',
    ],
    ['characters by number', 'Zoë 😀 go', `${tag('Zo&#235; &#x1F600;')} go`, 'go'],
    ['formatting around it', 'Rob go', `<p><b><i>${tag('<u>R</u>ob')}</i></b> <code>go</code></p>`, 'go'],
    [
      'list marks that are in the text only',
      'Rob\n- Rob\n- 1. Rob x',
      `${tag('Rob')}<ul><li>Rob</li><li>${tag('Rob')} x</li></ul>`,
      '- Rob\n- 1. x',
    ],
    ['text that the HTML has only', 'Rob go', `<p>${tag('Rob')} go <img alt="x">picture</p>`, 'go'],
    ['text that differs before it', 'xyz Rob go', `abc ${tag('Rob')} go`, 'xyz go'],
  ])('%s', (_, text, html, rest) => {
    expect(withoutMention({ text, html }, bot)).toBe(rest);
  });
});

describe('withoutMention() reads a mention that is written', () => {
  test.each([
    ['with a bare UUID', `<spark-mention data-object-type="person" data-object-id="${uuid}">`],
    [
      'with an upper-case UUID',
      `<spark-mention data-object-type="person" data-object-id="${uuid.toUpperCase()}">`,
    ],
    [
      'with the attributes in the other order',
      `<spark-mention data-object-id="${bot}" data-object-type="person">`,
    ],
    ['with single quotes', `<spark-mention data-object-id='${bot}' data-object-type='person'>`],
    ['without quotes', `<SPARK-MENTION data-object-type=person data-object-id=${bot}>`],
    ['without a type', `<spark-mention data-object-id="${bot}">`],
    ['with more attributes', `<spark-mention class="a>b" title='it"s' data-object-id="${bot}" x>`],
    ['with padding', `<spark-mention data-object-id="${btoa(`ciscospark://us/PEOPLE/${uuid}`)}">`],
    ['for another region', `<spark-mention data-object-id="${encode(`ciscospark://eu/PEOPLE/${uuid}`)}">`],
    ['over several lines', `<spark-mention\n  data-object-id = "${bot}"\n>`],
  ])('%s', (_, start) => {
    const message = { text: 'Rob go', html: `<p>${start}Rob</spark-mention> go</p>` };
    for (const id of [bot, uuid, btoa(`ciscospark://us/PEOPLE/${uuid}`)])
      expect(withoutMention(message, id)).toBe('go');
    expect(withoutMention(message, other)).toBe('Rob go');
  });
});

describe('withoutMention() returns the text as it is', () => {
  test.each([
    ['without html', ' Rob go ', undefined],
    ['with empty html', 'Rob go', ''],
    ['without a mention', ' Rob  go', '<p>Rob go</p>'],
    [
      'for a mention that is never closed',
      'Rob go',
      `<p>${tag('Rob').replace('</spark-mention>', '')} go</p>`,
    ],
    ['for a tag that is cut off', 'Rob go', `<p><spark-mention data-object-id="${bot}`],
    ['for a mention without words', 'Rob go', `${tag('')} Rob go`],
    ['for a mention that is typed', tag('Rob'), `<p>${tag('Rob').replaceAll('<', '&lt;')}</p>`],
    [
      'for the mention of an application',
      'Rob go',
      tag('Rob', encode(`ciscospark://us/APPLICATION/${uuid}`)),
    ],
    ['for a mention of words that are not in the text', 'go', `${tag('Rob')} go`],
  ])('%s', (_, text, html) => {
    expect(withoutMention({ text, html }, bot)).toBe(text);
  });

  test('and an empty text for a message that has none', () => {
    expect(withoutMention({}, bot)).toBe('');
    expect(withoutMention({ html: tag('Rob') }, bot)).toBe('');
  });
});

test('withoutMention() takes mentions inside others with them', () => {
  const html = `${tag(`Rob ${tag('Bot')} x`)} go ${tag(tag('Rob'), other)}`;
  expect(withoutMention({ text: 'Rob Bot x go Rob', html }, bot)).toBe('go');
});

describe('withoutMention() reads hostile HTML once', () => {
  const size = 400_000;
  test.each([
    ['<'],
    ['<a '],
    ['<a x="'],
    ['<a x=\'"<a x="\''],
    ['</spark-mention>'],
    ['<spark-mention>'],
    [`<spark-mention data-object-id="${bot}">`],
    ['<spark-mention data-object-id='],
    ['<spark-mention data-object-id='.padEnd(200)],
    ['&#'],
    ['&amp'],
    [tag('a')],
    [tag(' ')],
    [`a${tag('b')}`],
    [`${tag('b')}   `],
  ])('%j, repeated', (pattern) => {
    const html = pattern.repeat(Math.ceil(size / pattern.length));
    for (const text of ['b'.repeat(100_000), ' a b'.repeat(25_000), `c${' '.repeat(100_000)}`]) {
      expect(typeof withoutMention({ text, html }, bot)).toBe('string');
    }
  });
});

test.each<[unknown, unknown, string]>([
  [undefined, bot, 'withoutMention: message must be a message, got undefined.'],
  [null, bot, 'withoutMention: message must be a message, got null.'],
  ['Rob go', bot, 'withoutMention: message must be a message, got string.'],
  [{}, '', 'withoutMention: personId must be a non-empty string.'],
  [{}, undefined, 'withoutMention: personId must be a non-empty string.'],
])('withoutMention(%j, %j) is a TypeError', (message, personId, text) => {
  expect(() => withoutMention(message as never, personId as never)).toThrow(new TypeError(text));
});

test('withoutMention() reads a message of the emulator', async () => {
  const emulator = await startEmulator();
  onTestFinished(() => emulator.close());
  const [alice, bob] = emulator.users;
  const messages = new Messages(new Session({ accessToken: alice.accessToken, baseUrl: emulator.url }));
  const markdown = `${mention(bob, 'Bo & Co')}, **say** "hi" to ${mention(alice, 'Al')}`;
  const message = await messages.create({ toPersonId: bob.id, markdown });
  expect(message.text).toBe('Bo & Co, say "hi" to Al');
  expect(withoutMention(message, bob.id)).toBe('say "hi" to Al');
  expect(withoutMention(message, alice.id)).toBe('Bo & Co, say "hi" to');
});
