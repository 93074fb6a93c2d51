/** Methods that call several operations, each of which a method of its own holds to the documents. */
export const composedMethods: readonly ComposedMethod[] = [
  { method: 'People.change', operations: ['GET /people/{personId}', 'PUT /people/{personId}'] },
];

interface ComposedMethod {
  /** Class and method. */
  readonly method: string;
  /** What it sends, in order. */
  readonly operations: readonly string[];
}
