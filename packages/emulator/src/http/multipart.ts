import { type Body, parseJson } from './body.js';
import { readBytes } from './bytes.js';
import type { Call } from './route.js';
import { badRequest } from './service-error.js';

/** Reads the attributes of a `multipart/form-data` body: files in `files`, JSON in `attachments`, else text. */
export async function readMultipart(call: Call, maxBytes: number): Promise<Body> {
  const bytes = await readBytes(call, maxBytes);
  const headers = { 'content-type': call.req.header('content-type') ?? '' };
  const form = await new Response(bytes, { headers }).formData().catch(() => {
    throw badRequest('The request body is not valid multipart/form-data.');
  });
  call.set('form', Object.fromEntries(form));
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
