import MarkdownIt from 'markdown-it';

/** A mention in Webex's form: `<@personEmail:bob@example.com|Bob>`, `<@personId:…>` or `<@all>`. */
const mention =
  /<@(?:(?:personId|personEmail):([^|>\n]+)(?:\|([^>\n]*))?|(?:groupMention:)?(all)(?:\|[^>\n]*)?)>/y;

/** HTML in messages is shown as text, and only web and mail links are rendered. */
function createRenderer() {
  const renderer = new MarkdownIt({ html: false, linkify: true, breaks: true });
  // Images would be fetched from wherever the sender says; Webex shows none in Markdown either.
  renderer.disable('image');
  renderer.validateLink = (url) => /^(https?|mailto):/i.test(url.trim());

  renderer.inline.ruler.before('autolink', 'mention', (state, silent) => {
    mention.lastIndex = state.pos;
    const match = mention.exec(state.src);
    if (match === null) return false;
    if (!silent) {
      const [, key = '', label, all] = match;
      const { nameOf } = state.env as unknown as Environment;
      state.push('mention', 'span', 0).content = all === undefined ? label || nameOf(key) : 'All';
    }
    state.pos += match[0].length;
    return true;
  });

  renderer.renderer.rules.mention = (tokens, index) => {
    const name = tokens[index]?.content ?? '';
    return `<span class="mention">@${renderer.utils.escapeHtml(name)}</span>`;
  };

  // Links open in a new tab, without a referrer.
  renderer.core.ruler.push('external_links', ({ tokens }) => {
    for (const token of tokens.flatMap(({ children }) => children ?? [])) {
      if (token.type !== 'link_open') continue;
      token.attrSet('target', '_blank');
      token.attrSet('rel', 'noopener noreferrer');
    }
  });
  return renderer;
}

interface Environment {
  /** The name of a person by id or email address. */
  nameOf(key: string): string;
}

/** Created with the first message: importing this file has no effect. */
let renderer: ReturnType<typeof createRenderer> | undefined;

/** The HTML of Markdown that anybody may have written. */
export function renderMarkdown(markdown: string, environment: Environment): string {
  renderer ??= createRenderer();
  return renderer.render(markdown, { ...environment });
}
