import { html } from 'hono/html';
import type { Person } from '../store/entities.js';

const style =
  'body{font:1rem system-ui;max-width:28rem;margin:4rem auto}label,button{margin:.5rem .5rem 0 0}';

function page(title: string, content: unknown) {
  return html`<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${title}</title>
<style>${style}</style>
<h1>${title}</h1>
${content}
</html>
`;
}

/** Asks which person authorizes a program. `fields` are submitted with the answer. */
export function loginPage(
  people: Iterable<Person>,
  scope: string,
  fields: Readonly<Record<string, string | undefined>>,
) {
  const hidden = Object.entries(fields).filter(([, value]) => value !== undefined);
  return page(
    'Log in to the emulator',
    html`<p>A program asks for: ${scope}</p>
<form method="post">
${hidden.map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}
<label>Person <select name="person">
${[...people].map(({ id, profile, email }) => html`<option value="${id}">${profile.displayName} (${email})</option>`)}
</select></label><br>
<button name="answer" value="allow">Allow</button><button name="answer" value="deny">Deny</button>
</form>`,
  );
}

/** Asks for the code that a device shows. */
export function deviceCodePage(userCode: string) {
  return page(
    'Connect a device',
    html`<form>
<label>Code <input name="userCode" value="${userCode}" autofocus required></label>
<button>Continue</button>
</form>`,
  );
}

export function messagePage(title: string, message: string) {
  return page(title, html`<p>${message}</p>`);
}
