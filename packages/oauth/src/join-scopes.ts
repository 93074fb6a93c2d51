/** Scopes as OAuth sends them. Throws a TypeError where there is none, or one with white space in it. */
export function joinScopes(scopes: readonly string[]): string {
  if (Array.isArray(scopes) && scopes.length > 0 && scopes.every((scope) => /^\S+$/.test(scope))) {
    return scopes.join(' ');
  }
  throw new TypeError('"scopes" takes an array of at least one scope, such as ["spark:people_read"].');
}
