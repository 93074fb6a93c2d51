import { pathToFileURL } from 'node:url';
import { Session } from '@wxt/core';
import { driveMethod } from './drive-method.js';
import type { Facts } from './facts.js';
import { findOperation } from './find-operation.js';
import type { ResourcePackage } from './find-resources.js';
import { type DeclaredMethod, readDeclarations } from './read-declarations.js';
import { type RecordedAnswer, type RecordedRequest, startRecordingServer } from './recording-server.js';
import { sample } from './sample.js';
import { specialValues } from './special-values.js';

/** A method, what it sent, and why some of it could not be called. */
export interface DrivenMethod {
  readonly method: DeclaredMethod;
  readonly requests: readonly RecordedRequest[];
  readonly refused: readonly string[];
}

/**
 * Calls every method of every resource, with every parameter, on a server that responds as documented; again with each
 * further success that is documented, which the method must accept too.
 */
export async function driveResources(
  resources: readonly ResourcePackage[],
  facts: Facts,
): Promise<DrivenMethod[]> {
  const declarations = readDeclarations(resources);
  let turn = 0;
  const server = await startRecordingServer((request) => answerTo(request, facts, turn));
  try {
    const driven: DrivenMethod[] = [];
    for (const { className, file } of resources) {
      const { [className]: Resource } = await import(pathToFileURL(file).href);
      const resource = new Resource(new Session({ accessToken: 'token', baseUrl: server.url }));
      for (const method of declarations.get(className) ?? []) {
        const values = specialValues(method.name, server.url);
        turn = 0;
        const { requests, refused } = await driveMethod(resource, method, server, values);
        const all = [...refused];
        const [first] = requests;
        const answers = Object.keys(
          facts[(first && findOperation(first, Object.keys(facts))) ?? '']?.answers ?? {},
        );
        for (const status of answers.slice(1)) {
          turn = answers.indexOf(status);
          const again = await driveMethod(resource, method, server, values);
          all.push(...again.refused.slice(0, 1).map((reason) => `${status}: ${reason}`));
        }
        driven.push({ method, requests, refused: all });
      }
    }
    return driven;
  } finally {
    await server.close();
  }
}

/** Returns the documented success of this turn; for a list, its last page. */
function answerTo(request: RecordedRequest, facts: Facts, turn: number): RecordedAnswer {
  const name = findOperation(request, Object.keys(facts));
  const answers = Object.entries(facts[name ?? '']?.answers ?? {});
  const [status, shape] = answers[turn] ?? answers[0] ?? [];
  if (shape === undefined) return { status: 200, body: { items: [] } };
  const body = sample(shape, 'answer');
  const isList = typeof body === 'object' && body !== null && 'items' in body;
  return { status: Number(status), body: isList ? { ...body, items: [] } : body };
}
