import { pathToFileURL } from 'node:url';
import { Session } from '@wxt/core';
import { driveMethod } from './drive-method.js';
import type { Facts } from './facts.js';
import { findOperation } from './find-operation.js';
import type { ResourcePackage } from './find-resources.js';
import { type DeclaredMethod, readDeclarations } from './read-declarations.js';
import { type RecordedRequest, startRecordingServer } from './recording-server.js';
import { sample } from './sample.js';
import { specialValues } from './special-values.js';

/** A method, what it sent, and why some of it could not be called. */
export interface DrivenMethod {
  readonly method: DeclaredMethod;
  readonly requests: readonly RecordedRequest[];
  readonly refused: readonly string[];
}

/** Calls every method of every resource, with every parameter, on a server that answers as the facts say. */
export async function driveResources(
  resources: readonly ResourcePackage[],
  facts: Facts,
): Promise<DrivenMethod[]> {
  const declarations = readDeclarations(resources);
  const server = await startRecordingServer((request) => answerTo(request, facts));
  try {
    const driven: DrivenMethod[] = [];
    for (const { className, file } of resources) {
      const { [className]: Resource } = await import(pathToFileURL(file).href);
      const resource = new Resource(new Session({ accessToken: 'token', baseUrl: server.url }));
      for (const method of declarations.get(className) ?? []) {
        const values = specialValues(method.name, server.url);
        driven.push({ method, ...(await driveMethod(resource, method, server, values)) });
      }
    }
    return driven;
  } finally {
    await server.close();
  }
}

/** What the operation documents; of a list, the page that ends it. */
function answerTo(request: RecordedRequest, facts: Facts): unknown {
  const name = findOperation(request, Object.keys(facts));
  const [shape] = Object.values(facts[name ?? '']?.answers ?? {});
  if (shape === undefined) return { items: [] };
  const answer = sample(shape, 'answer');
  return typeof answer === 'object' && answer !== null && 'items' in answer
    ? { ...answer, items: [] }
    : answer;
}
