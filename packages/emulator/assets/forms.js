/**
 * Sends forms that have a `data-action` without leaving the page, and shows errors below them.
 * @param {{ onDone: () => void }} handlers
 */
export function handleForms({ onDone }) {
  document.addEventListener('submit', (event) => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || form.dataset.action === undefined) return;
    event.preventDefault();
    void submit(form, event.submitter, onDone);
  });
  document.addEventListener('change', ({ target }) => {
    if (target instanceof HTMLInputElement && target.type === 'file') showFileName(target);
    if (!(target instanceof HTMLSelectElement)) return;
    if ('submitOnChange' in target.dataset) target.form?.requestSubmit();
    if ('mention' in target.dataset) insertMention(target);
  });
  document.addEventListener('keydown', (event) => {
    const { target } = event;
    const isSend = event.key === 'Enter' && !event.shiftKey && !event.isComposing;
    if (!isSend || !(target instanceof HTMLTextAreaElement) || !('sendOnEnter' in target.dataset)) return;
    event.preventDefault();
    target.form?.requestSubmit();
  });
  document.addEventListener('click', ({ target }) => {
    const button = target instanceof Element ? target.closest('button') : null;
    if (button?.dataset.reply !== undefined) replyTo(button.dataset.reply, button.dataset.author ?? '');
    if (button !== null && 'cancelReply' in button.dataset) replyTo('', '');
  });
}

/**
 * @param {HTMLFormElement} form
 * @param {HTMLElement | null} submitter
 * @param {() => void} onDone
 */
async function submit(form, submitter, onDone) {
  if (form.ariaBusy === 'true') return;
  form.ariaBusy = 'true';
  const output = form.querySelector('output');
  try {
    const answer = await send(form, submitter);
    if (output) output.textContent = '';
    if ('reset' in form.dataset) {
      form.reset();
      form.querySelectorAll('input[type=file]').forEach(showFileName);
      replyTo('', '');
      document.getElementById('feed')?.scrollTo({ top: 0 });
    } else form.querySelectorAll('input:not([type=hidden], [data-number])').forEach(clear);
    const room = answer[form.dataset.goToRoom ?? ''];
    if (typeof room === 'string') {
      location.assign(`/?${new URLSearchParams({ as: document.body.dataset.as ?? '', room })}`);
    } else onDone();
  } catch (error) {
    if (output) output.textContent = error instanceof Error ? error.message : String(error);
  } finally {
    form.ariaBusy = 'false';
  }
}

/**
 * @param {HTMLFormElement} form
 * @param {HTMLElement | null} submitter
 * @returns {Promise<Record<string, unknown>>}
 */
async function send(form, submitter) {
  const { action = '', method = 'POST' } = form.dataset;
  const fields = [...new FormData(form)].filter(([, value]) =>
    value instanceof File ? value.size > 0 || value.name : value !== '',
  );
  if (method === 'DELETE') return call(action, { method });
  if (fields.some(([, value]) => value instanceof File)) {
    const body = new FormData();
    for (const [name, value] of fields) body.append(name, value);
    return call(action, { method, body });
  }
  const numbers = [...form.querySelectorAll('input[data-number]')].map((input) => input.getAttribute('name'));
  const values = fields.map(([name, value]) => [name, numbers.includes(name) ? Number(value) : value]);
  const body = { ...Object.fromEntries(values), ...JSON.parse(submitter?.dataset.json ?? '{}') };
  return call(action, {
    method,
    body: JSON.stringify(body),
    headers: { 'content-type': 'application/json' },
  });
}

/**
 * Sends a request; throws an error with the server's message if it is rejected.
 * @param {string} url
 * @param {RequestInit} init
 * @returns {Promise<Record<string, unknown>>}
 */
export async function call(url, init) {
  const response = await fetch(url, init).catch(() => {
    throw new Error('The emulator does not answer.');
  });
  const text = await response.text();
  const answer = text === '' ? {} : JSON.parse(text);
  if (!response.ok) throw new Error(answer.message ?? `The answer is ${response.status}.`);
  return answer;
}

/** @param {Element} input */
function clear(input) {
  if (input instanceof HTMLInputElement) input.value = input.defaultValue;
}

/** @param {Element} input */
function showFileName(input) {
  const label = input.parentElement?.querySelector('[data-file-name]');
  if (!(input instanceof HTMLInputElement) || !(label instanceof HTMLElement)) return;
  label.textContent = input.files?.[0]?.name ?? label.dataset.fileName ?? '';
}

/** @param {HTMLSelectElement} select */
function insertMention(select) {
  const text = select.form?.querySelector('textarea');
  if (select.value === '' || !text) return;
  const space = text.selectionStart > 0 && !/\s$/.test(text.value.slice(0, text.selectionStart)) ? ' ' : '';
  text.setRangeText(`${space}${select.value} `, text.selectionStart, text.selectionEnd, 'end');
  select.value = '';
  text.focus();
}

/**
 * Makes the next message a reply.
 * @param {string} parentId
 * @param {string} author
 */
function replyTo(parentId, author) {
  const form = document.querySelector('form.composer');
  const input = form?.querySelector('input[name=parentId]');
  const note = form?.querySelector('.replying');
  if (!(input instanceof HTMLInputElement) || !(note instanceof HTMLElement)) return;
  input.value = parentId;
  note.hidden = parentId === '';
  const text = note.querySelector('span');
  if (text) text.textContent = `Reply to ${author}`;
  form?.querySelector('textarea')?.focus();
}
