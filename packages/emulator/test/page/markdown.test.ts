import { describe, expect, test } from 'vitest';
import { renderMarkdown } from '../../src/page/markdown.js';

const render = (markdown: string) => renderMarkdown(markdown, { nameOf: (key) => `Name of ${key}` }).trim();

describe('Markdown on the page', () => {
  test.each([
    ['**a** _b_ ~~c~~ `d`', '<p><strong>a</strong> <em>b</em> <s>c</s> <code>d</code></p>'],
    ['one\ntwo', '<p>one<br>\ntwo</p>'],
    ['- a\n- b', '<ul>\n<li>a</li>\n<li>b</li>\n</ul>'],
    ['> said', '<blockquote>\n<p>said</p>\n</blockquote>'],
    ['```js\na < b\n```', '<pre><code class="language-js">a &lt; b\n</code></pre>'],
  ])('renders %j', (markdown, html) => {
    expect(render(markdown)).toBe(html);
  });

  test.each([
    ['<@personEmail:bob@example.com|Bobby>', 'Bobby'],
    ['<@personEmail:bob@example.com>', 'Name of bob@example.com'],
    ['<@personId:abc>', 'Name of abc'],
    ['<@all>', 'All'],
    ['<@groupMention:all>', 'All'],
  ])('renders %s as a mention', (markdown, name) => {
    expect(render(`Hi ${markdown}!`)).toBe(`<p>Hi <span class="mention">@${name}</span>!</p>`);
  });

  test('leaves a mention in code unchanged', () => {
    expect(render('`<@all>`')).toBe('<p><code>&lt;@all&gt;</code></p>');
  });

  test.each(['<b>a</b>', '<img src=x onerror=y>', '<!-- a -->', '<svg/onload=x>', '</p><script>x</script>'])(
    'shows the HTML %s as text',
    (markdown) => {
      const html = render(markdown).replace(/^<p>|<\/p>$/g, '');
      expect(html).not.toMatch(/<(?!br>)/);
      expect(html.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"')).toBe(markdown);
    },
  );

  test('escapes the label of a mention and the name of a person', () => {
    const html = renderMarkdown('<@personId:x> <@personId:y|"<b>', { nameOf: () => '<i>"' });
    expect(html).not.toMatch(/<[bi]>/);
  });

  test.each([
    'javascript:alert(1)',
    ' JaVaScRiPt:alert(1)',
    'java\tscript:alert(1)',
    '&#106;avascript:alert(1)',
    'data:text/html,<script>alert(1)</script>',
    'vbscript:msgbox(1)',
    'file:///etc/passwd',
    'blob:abc',
    '//example.com/',
    '/_emulator/page/requests',
    '?as=somebody',
  ])('%j becomes neither a link nor an image', (url) => {
    const html = render(`[one](<${url}>) ![two](<${url}>) <${url}> [three][3]\n\n[3]: <${url}>`);
    expect(html).toContain('one');
    expect(html).not.toMatch(/<(a|img)\b/);
  });

  test('opens a link in a new tab without a referrer', () => {
    const attributes = 'target="_blank" rel="noopener noreferrer"';
    const link = `<a href="https://example.com/a?b=1&amp;c=2" ${attributes}>`;
    expect(render('[docs](https://example.com/a?b=1&c=2)')).toBe(`<p>${link}docs</a></p>`);
    expect(render('See https://example.com/a?b=1&c=2')).toContain(`See ${link}`);
    expect(render('[mail](mailto:bob@example.com)')).toContain(`href="mailto:bob@example.com" ${attributes}`);
  });
});
