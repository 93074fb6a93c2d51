import { drawCards } from './cards.js';

/** @typedef {import('./live.js').Notice} Notice */

const { as = '', room = '' } = document.body.dataset;
const feed = document.getElementById('feed');
const list = document.getElementById('threads');
/** New messages are not inserted if only old ones are shown. */
const isLive = !new URLSearchParams(location.search).has('before');
const observer = new IntersectionObserver(loadOlder, { root: feed, rootMargin: '800px 0px 0px 0px' });

/** Changes are applied one after the other. */
let work = Promise.resolve();

/** Loads older messages before they come into view, and earlier replies on request. */
export function watchFeed() {
  const jump = document.getElementById('jump');
  jump?.addEventListener('click', () => feed?.scrollTo({ top: 0 }));
  feed?.addEventListener('scroll', () => {
    if (jump && isAtEnd()) jump.hidden = true;
  });
  list?.addEventListener('click', (event) => {
    const link = event.target instanceof Element ? event.target.closest('a.older, a.earlier') : null;
    if (!(link instanceof HTMLAnchorElement)) return;
    event.preventDefault();
    void replaceWithMore(link);
  });
  observeStart();
}

/**
 * Inserts new messages, replaces changed ones and removes deleted ones.
 * @param {Notice} notice
 */
export function applyMessages(notice) {
  const ids = notice.messages.filter(({ roomId }) => roomId === room).map(({ id }) => id);
  return change(async (threads) => {
    if (notice.overflow) return merge(threads);
    if (ids.length === 0) return;
    const query = new URLSearchParams([['as', as], ['room', room], ...ids.map((id) => ['id', id])]);
    const loaded = await load(`/_emulator/page/messages?${query}`);
    const found = new Set([...loaded.querySelectorAll('article')].map(({ dataset }) => dataset.message));
    for (const element of elementsOf(loaded)) put(threads, element);
    const gone = ids.filter((id) => !found.has(id)).map((id) => document.getElementById(`m-${id}`));
    for (const article of gone) if (article && !takeOut(article)) await merge(threads);
  });
}

/** Reloads the newest messages after events may have been missed. */
export function syncFeed() {
  return change(merge);
}

/** @param {(threads: HTMLElement) => Promise<void>} make */
function change(make) {
  if (list === null || !isLive) return Promise.resolve();
  const wasAtEnd = isAtEnd();
  const last = list.lastElementChild;
  work = work
    .then(() => make(list))
    .then(() => drawCards(list))
    .then(() => {
      const jump = document.getElementById('jump');
      if (jump && !wasAtEnd && list.lastElementChild !== last) jump.hidden = false;
    })
    // The next connection to the server reloads them.
    .catch(() => undefined);
  return work;
}

/**
 * Updates the end of the feed from the server. Unchanged messages stay in place: a user may be filling in a card.
 * @param {HTMLElement} threads
 */
async function merge(threads) {
  const loaded = await load(`/_emulator/page/threads?${new URLSearchParams({ as, room })}`);
  const sections = elementsOf(loaded).filter(({ dataset }) => dataset.thread !== undefined);
  const start = sections[0]?.dataset.created ?? '';
  const hasOlder = loaded.querySelector('a.older') !== null;
  const end = elementsOf(threads).at(-1)?.dataset.created ?? '';
  if (hasOlder && start > end) {
    threads.replaceChildren(loaded);
    observeStart();
    return;
  }
  const ids = sections.map(({ dataset }) => dataset.thread);
  for (const section of elementsOf(threads)) {
    const { created, thread } = section.dataset;
    if (created === undefined || (hasOlder && created < start)) continue;
    if (!ids.includes(thread)) section.remove();
  }
  for (const section of sections) {
    const replies = elementsOf(section.querySelector('.replies'));
    put(threads, section);
    for (const reply of replies) put(threads, reply);
  }
}

/**
 * Adds a thread or a reply in its place, or replaces the message that it is a newer version of.
 * @param {HTMLElement} threads
 * @param {HTMLElement} element
 */
function put(threads, element) {
  const article = element.tagName === 'ARTICLE' ? element : element.querySelector('article');
  if (!(article instanceof HTMLElement)) return;
  const { message = '', parent, version, created = '' } = article.dataset;
  const existing = document.getElementById(`m-${message}`);
  if (existing) {
    if (existing.dataset.version !== version) existing.replaceWith(article);
    return;
  }
  document.getElementById('no-messages')?.remove();
  if (element !== article) {
    insertInOrder(threads, element);
    return;
  }
  const replies = threads.querySelector(`[data-thread="${parent}"] .replies`);
  if (replies) {
    insertInOrder(replies, article);
    return;
  }
  // A reply to a message that is not loaded stands at the end until the page is loaded again.
  const section = document.createElement('section');
  section.className = 'thread';
  section.dataset.thread = message;
  section.dataset.created = created;
  section.append(article);
  insertInOrder(threads, section);
}

/**
 * @param {Element} parent
 * @param {HTMLElement} element
 */
function insertInOrder(parent, element) {
  const { created = '' } = element.dataset;
  // The link to older messages has no time, and stays first.
  const before = elementsOf(parent).findLast((one) => (one.dataset.created ?? '') < created);
  if (before) before.after(element);
  else parent.prepend(element);
}

/**
 * Removes a message, unless it has replies, which must be shown in another way.
 * @param {HTMLElement} article
 */
function takeOut(article) {
  const thread = article.closest('section.thread');
  const isFirst = thread instanceof HTMLElement && thread.dataset.thread === article.dataset.message;
  if (isFirst && thread.querySelector('.replies article')) return false;
  (isFirst ? thread : article).remove();
  return true;
}

/** @param {IntersectionObserverEntry[]} entries */
function loadOlder(entries) {
  for (const { isIntersecting, target } of entries) {
    if (isIntersecting && target instanceof HTMLAnchorElement) void replaceWithMore(target);
  }
}

/** @param {HTMLAnchorElement} link */
async function replaceWithMore(link) {
  observer.unobserve(link);
  if (feed === null || list === null || link.ariaBusy === 'true') return;
  link.ariaBusy = 'true';
  // Screen readers must not announce old messages as new.
  feed.ariaBusy = 'true';
  try {
    link.replaceWith(await load(link.dataset.older ?? link.href));
    await drawCards(list);
    observeStart();
  } catch {
    link.ariaBusy = 'false';
  } finally {
    feed.ariaBusy = 'false';
  }
}

function observeStart() {
  const older = list?.querySelector('a.older');
  if (older) observer.observe(older);
}

/**
 * @param {string} url
 * @returns {Promise<DocumentFragment>}
 */
async function load(url) {
  const response = await fetch(url);
  // The room was deleted, or the emulator restarted: reload the whole page.
  if (response.status === 404) location.reload();
  if (!response.ok) throw new Error(`The answer is ${response.status}.`);
  const template = document.createElement('template');
  // The server has escaped what people wrote.
  template.innerHTML = await response.text();
  return template.content;
}

/** The feed starts at its end, where scrollTop is 0. */
function isAtEnd() {
  return feed === null || Math.abs(feed.scrollTop) < 40;
}

/**
 * @param {ParentNode | null} parent
 * @returns {HTMLElement[]}
 */
function elementsOf(parent) {
  return [...(parent?.children ?? [])].filter((element) => element instanceof HTMLElement);
}
