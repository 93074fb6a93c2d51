import { expect, test } from 'vitest';
import { renderMarkdown } from '../src/messages/markdown.js';

test.each([
  ['Hello', '<p>Hello</p>', 'Hello'],
  ['a\nb\n\nc', '<p>a<br/>b</p><p>c</p>', 'a\nb\n\nc'],
  ['**a** *b* _c_ `d`', '<p><strong>a</strong> <em>b</em> <em>c</em> <code>d</code></p>', 'a b c d'],
  ['snake_case_name', '<p>snake_case_name</p>', 'snake_case_name'],
  ['[a](https://b.example/?c&d)', '<p><a href="https://b.example/?c&amp;d">a</a></p>', 'a'],
  ['[a](javascript:b)', '<p>[a](javascript:b)</p>', '[a](javascript:b)'],
  ['<script>"&"', '<p>&lt;script&gt;&quot;&amp;&quot;</p>', '<script>"&"'],
  ['<@personId:x|Bob>', '<p>Bob</p>', 'Bob'],
  ['\x000\x00', '<p>0</p>', '0'],
  [
    '`**a** _b_ <@all> [c](https://d.example)`',
    '<p><code>**a** _b_ &lt;@all&gt; [c](https://d.example)</code></p>',
    '**a** _b_ <@all> [c](https://d.example)',
  ],
  ['`` a ` *b* ``', '<p><code>a ` *b*</code></p>', 'a ` *b*'],
  [
    '```ts\nconst a = `*b*`;\n\n<@all>\n```',
    '<p><pre><code>const a = `*b*`;\n\n&lt;@all&gt;</code></pre></p>',
    'const a = `*b*`;\n\n<@all>',
  ],
  ['*a `b* c` d*', '<p><em>a <code>b* c</code> d</em></p>', 'a b* c d'],
  ['[a](https://b.example/_c_/*d*)', '<p><a href="https://b.example/_c_/*d*">a</a></p>', 'a'],
  ['[`a`](https://b.example)', '<p><a href="https://b.example"><code>a</code></a></p>', 'a'],
  ['`unclosed *a*', '<p>`unclosed <em>a</em></p>', '`unclosed a'],
  ['\\*a\\* \\<@all\\> \\q', '<p>*a* &lt;@all&gt; \\q</p>', '*a* <@all> \\q'],
  [
    '&lt;@all&gt; &#42;a&#x2a; &copy; &#0;',
    '<p>&lt;@all&gt; *a* &amp;copy; &amp;#0;</p>',
    '<@all> *a* &copy; &#0;',
  ],
  ['\\`*a*\\`', '<p>`<em>a</em>`</p>', '`a`'],
  ['*a*\r\n\r\nb', '<p><em>a</em></p><p>b</p>', 'a\n\nb'],
])('Markdown %j renders to HTML and text', (markdown, html, text) => {
  expect(renderMarkdown(markdown, [])).toEqual({ html, text });
});

test('Markdown mentions are rendered, inside other formatting too', () => {
  const { html, text, mentionedGroups } = renderMarkdown('<@all> **<@groupMention:all>**', []);
  const mention = '<spark-mention data-object-type="groupMention" data-object-id="all">All</spark-mention>';
  expect({ html, text, mentionedGroups }).toEqual({
    html: `<p>${mention} <strong>${mention}</strong></p>`,
    text: 'All All',
    mentionedGroups: ['all'],
  });
});

test('a mention in Markdown code mentions nobody', () => {
  const { mentionedPeople, mentionedGroups } = renderMarkdown('`<@all>` and ```\n<@personId:x>\n```', []);
  expect({ mentionedPeople, mentionedGroups }).toEqual({
    mentionedPeople: undefined,
    mentionedGroups: undefined,
  });
});
