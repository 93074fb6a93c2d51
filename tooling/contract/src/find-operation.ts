/** The prefix of ids on the wire, which distinguishes them from the fixed parts of a path. */
export const idMark = 'id-';

/** Returns the operation of a request, such as `GET /rooms/{roomId}`; `undefined` if none matches. */
export function findOperation(
  { method, path }: { readonly method: string; readonly path: string },
  operations: Iterable<string>,
): string | undefined {
  const segments = path.split('/');
  for (const operation of operations) {
    const [verb, template = ''] = operation.split(' ');
    const expected = template.split('/');
    const fits = expected.every((part, index) =>
      part.startsWith('{') ? segments[index]?.startsWith(idMark) : part === segments[index],
    );
    if (verb === method && expected.length === segments.length && fits) return operation;
  }
  return undefined;
}
