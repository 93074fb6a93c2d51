import { composedMethods } from './composed-methods.js';
import type { Deviation } from './deviation.js';
import type { DrivenMethod } from './drive-resources.js';
import { findOperation } from './find-operation.js';

/** Whether a method calls several operations. */
export function isComposed({ method }: DrivenMethod): boolean {
  return composedMethods.some((entry) => entry.method === method.name);
}

/** Compares each composed method with the operations it is listed with, and reports listed methods that don't exist. */
export function compareComposed(driven: readonly DrivenMethod[], documented: readonly string[]): Deviation[] {
  return composedMethods.flatMap(({ method, operations }): Deviation[] => {
    const one = driven.find((candidate) => candidate.method.name === method);
    const sent = one?.requests.map((request) => findOperation(request, documented)) ?? [];
    const rounds = Math.max(1, Math.round(sent.length / operations.length));
    const expected = Array.from({ length: rounds }, () => operations).flat();
    if (sent.join() === expected.join()) return [];
    const detail = `${method} sends ${[...new Set(sent)].join(', ') || 'nothing'}`;
    return [{ where: operations.join(', '), name: '', kind: 'operation unknown', detail }];
  });
}
