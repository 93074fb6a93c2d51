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
])('renders %j', (markdown, html, text) => {
  expect(renderMarkdown(markdown, [])).toEqual({ html, text });
});

test('puts mentions in, within other marks too', () => {
  const { html, text, mentionedGroups } = renderMarkdown('<@all> **<@groupMention:all>**', []);
  const mention = '<spark-mention data-object-type="groupMention" data-object-id="all">All</spark-mention>';
  expect({ html, text, mentionedGroups }).toEqual({
    html: `<p>${mention} <strong>${mention}</strong></p>`,
    text: 'All All',
    mentionedGroups: ['all'],
  });
});
