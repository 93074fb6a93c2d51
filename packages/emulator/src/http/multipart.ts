import { type Body, formBody } from './body.js';
import { readBytes } from './bytes.js';
import type { Call } from './route.js';
import { badRequest } from './service-error.js';

/** Reads the attributes of a `multipart/form-data` body: the files in `files`, everything else as text. */
export async function readMultipart(call: Call, maxBytes: number): Promise<Body> {
  const bytes = await readBytes(call, maxBytes);
  const headers = { 'content-type': call.req.header('content-type') ?? '' };
  const form = await new Response(bytes, { headers }).formData().catch(() => {
    throw badRequest('The request body is not valid multipart/form-data.');
  });
  call.set('form', Object.fromEntries(form));
  const names = [...new Set(form.keys())];
  const fields = names.map((name) => {
    const values = form.getAll(name);
    const [value] = values;
    if (name === 'files') return [name, values];
    if (values.length > 1) throw badRequest(`${name} is given ${values.length} times.`);
    if (typeof value !== 'string') throw badRequest(`${name} can't be a file.`);
    return [name, value];
  });
  return formBody(Object.fromEntries(fields));
}
