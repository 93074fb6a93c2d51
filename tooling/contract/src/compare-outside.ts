import type { Deviation } from './deviation.js';
import type { DrivenMethod } from './drive-resources.js';
import { findOperation } from './find-operation.js';
import { outsideDocuments } from './outside-documents.js';

/** Returns the resources that are neither in a document nor in the list: there is nothing to compare them with. */
export function findUndocumented(driven: readonly DrivenMethod[], documented: readonly string[]): string[] {
  const known = driven.filter(({ method, requests }) => {
    const listed = outsideDocuments.some((entry) => entry.method === method.name);
    return listed || requests.some((request) => findOperation(request, documented));
  });
  const names = (methods: readonly DrivenMethod[]) =>
    new Set(methods.map(({ method }) => resourceOf(method.name)));
  return [...names(driven)].filter((name) => !names(known).has(name));
}

/** `Rooms.list` → `Rooms` */
export function resourceOf(method: string): string {
  return method.replace(/\..*/, '');
}

/** Compares the requests to undocumented operations with the list of such operations, in both directions. */
export function compareOutside(driven: readonly DrivenMethod[], documented: readonly string[]): Deviation[] {
  const found: Deviation[] = [];
  for (const { method, requests } of driven) {
    const listed = outsideDocuments.find((entry) => entry.method === method.name);
    for (const request of requests) {
      const where = `${request.method} ${request.path}`;
      if (listed ? listed.operation === where : findOperation(request, documented)) continue;
      const detail = `${method.name} sends it${listed ? ` in place of ${listed.operation}` : ''}`;
      found.push({ where, name: '', kind: 'operation unknown', detail });
    }
  }
  for (const { method, operation } of outsideDocuments) {
    if (findOperation(parse(operation), documented)) {
      const detail = `${method} is listed as undocumented, but a document has it`;
      found.push({ where: operation, name: '', kind: 'operation unknown', detail });
    }
    if (!driven.some((one) => one.method.name === method)) {
      const detail = `listed as sent by ${method}, which no longer exists`;
      found.push({ where: operation, name: '', kind: 'operation missing', detail });
    }
  }
  return found;
}

function parse(operation: string): { method: string; path: string } {
  const [method = '', path = ''] = operation.split(' ');
  return { method, path };
}
