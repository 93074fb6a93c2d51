import { call } from './forms.js';

/** @typedef {typeof import('adaptivecards')} Library */

const color = (/** @type {string} */ name) => ({ default: `var(--${name})`, subtle: 'var(--text-2)' });
const foreground = {
  default: color('text'),
  dark: color('text'),
  light: color('text-2'),
  accent: color('accent-text'),
  good: color('good'),
  warning: color('warning'),
  attention: color('bad'),
};
const container = (/** @type {string} */ background) => ({
  backgroundColor: `var(--${background})`,
  foregroundColors: foreground,
});
const hostConfig = {
  fontFamily: 'inherit',
  supportsInteractivity: true,
  spacing: { small: 4, default: 8, medium: 12, large: 20, extraLarge: 28, padding: 14 },
  separator: { lineThickness: 1, lineColor: 'var(--line)' },
  containerStyles: {
    default: container('surface'),
    emphasis: container('surface-2'),
    accent: container('accent-soft'),
    good: container('good-soft'),
    warning: container('warning-soft'),
    attention: container('bad-soft'),
  },
  actions: { maxActions: 20, spacing: 'default', buttonSpacing: 8, actionAlignment: 'left' },
};

/** @type {Promise<[Library, CSSStyleSheet]> | undefined} */
let loading;

/**
 * Draws the cards that are not drawn yet, so that people can fill them in.
 * @param {ParentNode} root
 */
export async function drawCards(root) {
  if (root.querySelector('[data-card]') === null) return;
  loading ??= Promise.all([loadLibrary(), loadStyle()]);
  const [library, style] = await loading;
  // Others may have been drawn while the library was loading.
  for (const place of root.querySelectorAll('[data-card]')) {
    if (!(place instanceof HTMLElement)) continue;
    const { card = 'null', cardOf = '' } = place.dataset;
    place.removeAttribute('data-card');
    try {
      draw(library, style, place, JSON.parse(card), cardOf);
    } catch (error) {
      place.textContent = `This card can't be drawn: ${error instanceof Error ? error.message : error}`;
    }
  }
}

/**
 * Draws a card in a shadow tree: ids and classes in it are the sender's, and must not be mistaken for the page's own.
 * @param {Library} library
 * @param {CSSStyleSheet} style
 * @param {HTMLElement} place
 * @param {unknown} content
 * @param {string} messageId
 */
function draw({ AdaptiveCard, HostConfig, OpenUrlAction, SubmitAction }, style, place, content, messageId) {
  const card = new AdaptiveCard();
  card.hostConfig = new HostConfig(hostConfig);
  const status = document.createElement('output');
  status.setAttribute('role', 'status');
  card.onExecuteAction = (action) => {
    if (action instanceof OpenUrlAction) openLink(action.url ?? '', status);
    else if (action instanceof SubmitAction) void submit(messageId, action.data, status);
    else status.textContent = 'Webex does not know this action.';
  };
  card.parse(content);
  const element = card.render();
  if (element === undefined) throw new Error('it is empty.');
  const shadow = place.attachShadow({ mode: 'open' });
  shadow.adoptedStyleSheets = [style];
  shadow.append(element, status);
  for (const name of ['click', 'auxclick'])
    shadow.addEventListener(name, refuseUnsafeLink, { capture: true });
}

/**
 * @param {string} messageId
 * @param {unknown} inputs
 * @param {HTMLElement} status
 */
async function submit(messageId, inputs, status) {
  status.textContent = 'Submitting…';
  try {
    await call(`/_emulator/page/as/${document.body.dataset.as}/attachment/actions`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ type: 'submit', messageId, inputs: inputs ?? {} }),
    });
    status.textContent = 'Submitted.';
  } catch (error) {
    status.textContent = error instanceof Error ? error.message : String(error);
  }
}

/**
 * @param {string} url
 * @param {HTMLElement} status
 */
function openLink(url, status) {
  if (isSafe(url)) window.open(url, '_blank', 'noopener,noreferrer');
  else status.textContent = `Only addresses of the web are opened, not ${url}`;
}

/** @param {Event} event */
function refuseUnsafeLink(event) {
  const link = event.target instanceof Element ? event.target.closest('a[href]') : null;
  if (link && !isSafe(link.getAttribute('href') ?? '')) event.preventDefault();
}

/** @param {string} url */
function isSafe(url) {
  return URL.canParse(url) && ['http:', 'https:', 'mailto:'].includes(new URL(url).protocol);
}

/** @returns {Promise<CSSStyleSheet>} */
async function loadStyle() {
  const response = await fetch('/_emulator/page/assets/card.css');
  return new CSSStyleSheet().replace(await response.text());
}

/** @returns {Promise<Library>} */
async function loadLibrary() {
  await Promise.all(['adaptivecards.js', 'markdown-it.js'].map(loadScript));
  /** @type {{ AdaptiveCards: Library, markdownit: typeof import('markdown-it').default }} */
  const { AdaptiveCards, markdownit } = /** @type {any} */ (globalThis);
  const markdown = markdownit({ html: false, breaks: true }).disable('image');
  markdown.validateLink = isSafe;
  AdaptiveCards.AdaptiveCard.onProcessMarkdown = (text, result) => {
    result.outputHtml = markdown.render(text);
    result.didProcess = true;
  };
  return AdaptiveCards;
}

/**
 * @param {string} name
 * @returns {Promise<void>}
 */
function loadScript(name) {
  return new Promise((resolve, reject) => {
    const script = document.createElement('script');
    script.src = `/_emulator/page/assets/${name}`;
    script.onload = () => resolve();
    script.onerror = () => reject(new Error(`${name} could not be loaded.`));
    document.head.append(script);
  });
}
