import { isWebexError } from './instanceof.js';
import { Secrets } from './secrets.js';

const maxDepth = 3;
const maxText = 500;

/**
 * Returns an error that is safe to show in place of one of Node or an HTTP client, which may hold headers and buffers.
 * Errors of this SDK are safe and returned as they are.
 */
export function safeCause(cause: unknown, secrets: Secrets = new Secrets({}), depth = 0): unknown {
  if (cause === undefined || isWebexError(cause)) return cause;
  const text = (value: unknown) => secrets.clean(String(value), maxText);
  if (typeof cause !== 'object' || cause === null) return text(cause);
  const read = (name: string): unknown => {
    try {
      return Reflect.get(cause, name);
    } catch {
      return undefined;
    }
  };
  const name = typeof read('name') === 'string' ? text(read('name')) : 'Error';
  const error = new Error(messageOf(cause, read, text));
  const nested = read('cause');
  const shown: Record<string, unknown> = { name, stack: `${name}: ${error.message}` };
  if (nested !== undefined && depth < maxDepth) shown.cause = safeCause(nested, secrets, depth + 1);
  for (const [attribute, value] of Object.entries(shown)) {
    Object.defineProperty(error, attribute, { value, writable: true, configurable: true });
  }
  for (const attribute of ['code', 'errno', 'syscall', 'address', 'port']) {
    const value = read(attribute);
    if (typeof value === 'number') Object.assign(error, { [attribute]: value });
    if (typeof value === 'string') Object.assign(error, { [attribute]: text(value) });
  }
  return error;
}

function messageOf(cause: object, read: (name: string) => unknown, text: (value: unknown) => string): string {
  const message = typeof read('message') === 'string' ? text(read('message')) : '';
  // V8's parser quotes the text around the error, which may hold a secret without its name.
  if (cause instanceof SyntaxError)
    return message.replace(/(\.\.\.)?".*is not valid JSON$/, 'it is not valid JSON');
  const errors = read('errors');
  // Node tries several addresses and reports an error for each.
  if (message !== '' || !Array.isArray(errors)) return message;
  return text(
    errors
      .slice(0, 5)
      .map((error) => String(Object(error).message ?? error))
      .join('; '),
  );
}
