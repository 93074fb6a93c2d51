import { deepStrictEqual } from 'node:assert/strict';

/** Throws if two lists differ in more than their order. */
export function expectSame(actual: readonly string[], expected: readonly string[]): void {
  deepStrictEqual([...actual].sort(), [...expected].sort());
}
