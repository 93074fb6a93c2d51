import { type Body, parseJson } from './body.js';
import type { Call } from './route.js';
import { badRequest } from './service-error.js';

/** The attributes of a body of `multipart/form-data`: files among `files`, JSON in `attachments`, else text. */
export async function readForm(call: Call): Promise<Body> {
  const form = await call.req.raw.formData().catch(() => {
    throw badRequest('The request body is not valid multipart/form-data.');
  });
  const body: Record<string, unknown> = {};
  for (const name of new Set(form.keys())) {
    const values = form.getAll(name);
    const [value] = values;
    if (name === 'files') body.files = values;
    else if (values.length > 1) throw badRequest(`${name} is given ${values.length} times.`);
    else if (typeof value !== 'string') throw badRequest(`${name} can't be a file.`);
    else body[name] = name === 'attachments' ? parseJson(value) : value;
  }
  return body;
}

export function isForm(call: Call): boolean {
  return /^multipart\/form-data\s*;/i.test(call.req.header('content-type') ?? '');
}
