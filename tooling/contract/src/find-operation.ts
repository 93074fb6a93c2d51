/** Ids on the wire begin with this, so that they are told from the fixed parts of a path. */
export const idMark = 'id-';

/** The operation, `GET /rooms/{roomId}`, a request is to; `undefined` where none of the operations fits. */
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
