/**
 * The data of a server-sent event.
 * @typedef {{ topics: string[], messages: { id: string, roomId: string }[], overflow: boolean }} Notice
 */

/** Milliseconds between loading the same part twice. */
const pause = 200;

/** @type {Map<HTMLElement, 'loading' | 'again'>} */
const loading = new Map();

/** What was loaded last. */
/** @type {WeakMap<HTMLElement, string>} */
const shown = new WeakMap();

/**
 * Listens to server-sent events while the page is visible, and reloads what has changed.
 * @param {{ onMessages: (notice: Notice) => Promise<void>, onReconnect: () => Promise<void> }} handlers
 */
export function watchChanges({ onMessages, onReconnect }) {
  /** @type {EventSource | undefined} */
  let source;
  const open = () => {
    source = new EventSource('/_emulator/page/events');
    // Something may have changed since the page was rendered, or while there was no connection.
    source.onopen = () => {
      showConnection(true);
      refreshAll();
      void onReconnect();
    };
    source.onerror = () => showConnection(false);
    source.onmessage = ({ data }) => {
      /** @type {Notice} */
      const notice = JSON.parse(data);
      for (const part of parts()) if (notice.topics.includes(part.dataset.live ?? '')) void refresh(part);
      if (notice.messages.length > 0) void onMessages(notice);
    };
  };
  // A browser opens only a few connections to one server: hidden tabs close theirs.
  document.addEventListener('visibilitychange', () => {
    source?.close();
    if (document.visibilityState === 'visible') open();
  });
  if (document.visibilityState === 'visible') open();
}

/** Reloads all parts. */
export function refreshAll() {
  for (const part of parts()) void refresh(part);
}

/** Lets a "more" link load its longer list in place. */
export function watchMoreLinks() {
  document.addEventListener('click', (event) => {
    const link = event.target instanceof Element ? event.target.closest('a[data-more]') : null;
    const part = link?.closest('[data-live]');
    if (!(link instanceof HTMLAnchorElement) || !(part instanceof HTMLElement)) return;
    event.preventDefault();
    part.dataset.src = link.href;
    void refresh(part);
  });
}

/** @returns {NodeListOf<HTMLElement>} */
function parts() {
  return document.querySelectorAll('[data-live]');
}

/**
 * Reloads a part, and once more if it is called again while loading.
 * @param {HTMLElement} part
 */
async function refresh(part) {
  if (loading.has(part)) {
    loading.set(part, 'again');
    return;
  }
  do {
    loading.set(part, 'loading');
    await load(part).catch(() => undefined);
    await new Promise((resolve) => setTimeout(resolve, pause));
  } while (loading.get(part) === 'again');
  loading.delete(part);
}

/** @param {HTMLElement} part */
async function load(part) {
  if (isBeingFilledIn(part)) {
    part.addEventListener('focusout', () => void refresh(part), { once: true });
    return;
  }
  const response = await fetch(part.dataset.src ?? '');
  // The room or the person was deleted: reload the whole page.
  if (response.status === 404) location.reload();
  if (!response.ok) return;
  const text = await response.text();
  if (isBeingFilledIn(part) || shown.get(part) === text) return;
  shown.set(part, text);
  const open = [...part.querySelectorAll('details[open]')].map(({ id }) => id);
  const active = document.activeElement;
  const focused = active !== null && part.contains(active) ? active : undefined;
  // The server has escaped what people wrote.
  part.innerHTML = text;
  for (const details of part.querySelectorAll('details')) details.open = open.includes(details.id);
  if (focused === undefined) return;
  const again = [...part.querySelectorAll(focused.tagName)].find((one) => isSame(one, focused));
  if (again instanceof HTMLElement) again.focus({ preventScroll: true });
}

/**
 * Whether one element replaced the other.
 * @param {Element} one
 * @param {Element} other
 */
function isSame(one, other) {
  return one.id !== '' || other.id !== '' ? one.id === other.id : one.textContent === other.textContent;
}

/**
 * Whether a user is typing in a part, which is not reloaded then.
 * @param {HTMLElement} part
 */
function isBeingFilledIn(part) {
  const active = document.activeElement;
  return active instanceof HTMLInputElement && part.contains(active) && active.value !== '';
}

/** @param {boolean} isThere */
function showConnection(isThere) {
  const status = document.getElementById('connection');
  if (status !== null) status.hidden = isThere;
}
