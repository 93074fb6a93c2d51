/** Methods that call several operations, each of which is also compared through its own method. */
export const composedMethods: readonly ComposedMethod[] = [
  { method: 'People.change', operations: ['GET /people/{personId}', 'PUT /people/{personId}'] },
];

interface ComposedMethod {
  /** Class and method. */
  readonly method: string;
  /** The requests it sends, in order. */
  readonly operations: readonly string[];
}
