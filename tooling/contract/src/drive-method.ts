import { idMark } from './find-operation.js';
import { type DeclaredMethod, parametersOf } from './read-declarations.js';
import type { RecordedRequest, RecordingServer } from './recording-server.js';
import { sampleAttributes } from './sample.js';

/**
 * Calls a method until each of its parameters has been given once: with all of them first, then, if the method
 * refuses a combination with a TypeError, without those it names beside the one whose turn it is. `refused` says why
 * some of it could not be called.
 */
export async function driveMethod(
  resource: object,
  method: DeclaredMethod,
  server: RecordingServer,
  values: Readonly<Record<string, unknown>>,
): Promise<{ requests: RecordedRequest[]; refused: string[] }> {
  const names = Object.keys(parametersOf(method));
  const waiting = new Set(names);
  const requests: RecordedRequest[] = [];
  const refused: string[] = [];
  do {
    const [turn] = waiting;
    const given = new Set(names);
    const fault = await callWithout(given, turn);
    requests.push(...server.takeRequests());
    if (fault !== undefined) refused.push(fault);
    else for (const name of given) waiting.delete(name);
    if (turn !== undefined) waiting.delete(turn);
  } while (waiting.size > 0);
  return { requests, refused };

  /** Removes parameters until the call is accepted; returns the reason if it never is. */
  async function callWithout(given: Set<string>, turn: string | undefined): Promise<string | undefined> {
    for (;;) {
      try {
        await settle(resource, method.name, argumentsOf(method, given, values));
        return undefined;
      } catch (error) {
        const named = [...given].filter((name) => String(error).includes(`"${name}"`));
        const kept = turn !== undefined && named.includes(turn) ? turn : named[0];
        const dropped = named.filter((name) => name !== kept);
        if (!(error instanceof TypeError) || dropped.length === 0) return `${turn ?? 'the call'}: ${error}`;
        for (const name of dropped) given.delete(name);
      }
    }
  }
}

function argumentsOf(
  method: DeclaredMethod,
  given: ReadonlySet<string>,
  values: Readonly<Record<string, unknown>>,
): unknown[] {
  return method.arguments.map(({ name, shape }) => {
    if (shape.type === 'string') return values[name] ?? `${idMark}${name}`;
    const all = Object.entries({ ...sampleAttributes(shape.attributes ?? {}), ...values });
    return Object.fromEntries(all.filter(([attribute]) => given.has(attribute)));
  });
}

/** Calls a method and waits for its result; a list is read to its end. */
async function settle(resource: object, name: string, given: readonly unknown[]): Promise<void> {
  const callable: unknown = Reflect.get(resource, name.split('.')[1] ?? '');
  if (typeof callable !== 'function') throw new Error(`${name} is declared but does not exist.`);
  const result: unknown = callable.apply(resource, given);
  if (isAsyncIterable(result)) for await (const _ of result);
  else await result;
}

function isAsyncIterable(value: unknown): value is AsyncIterable<unknown> {
  return typeof value === 'object' && value !== null && Symbol.asyncIterator in value;
}
