import { type Body, isObject, textOf } from '../http/body.js';
import { required } from '../http/requirements.js';
import { personByEmail } from '../people/store.js';
import type { Person } from '../store/entities.js';
import { identifier, type Kind, nameIn } from '../store/identifier.js';
import type { State } from '../store/state.js';

/** Reads parts of a scene into a state; keeps ids and times unique. */
export interface Reader {
  readonly state: State;
  /** The id in this attribute, or a new one. */
  id(body: Body, kind: Kind, name?: string): string;
  /** The time in this attribute, moved on if it is taken, or a new one. */
  time(body: Body, name?: string): string;
  /** The time in this attribute, which may be that of something else too. */
  anyTime(body: Body, name: string): string;
  /** The last of the times, in milliseconds since 1970. */
  latest(): number;
  /** The person with the email address or id in this attribute. */
  person(body: Body, name: string): Person;
}

export function createReader(state: State): Reader {
  const ids = new Set<string>();
  /** Of lists in the order of these attributes, which must not repeat. */
  const times = new Map<string, Set<number>>();
  let latest = 0;
  return {
    state,
    id: (body, kind, name = 'id') => {
      const id = textOf(body, name) ?? identifier(kind);
      if (nameIn(id, kind) === undefined) {
        throw new TypeError(`${name} must be an id of the kind ${kind}, or left out: "${id}" isn't one.`);
      }
      if (ids.has(id)) throw new TypeError(`${name} "${id}" is used twice.`);
      ids.add(id);
      return id;
    },
    time: (body, name = 'created') => {
      const taken = times.get(name) ?? new Set();
      times.set(name, taken);
      let milliseconds = body[name] === undefined ? Date.parse(state.clock.next()) : readTime(body, name);
      while (taken.has(milliseconds)) milliseconds += 1;
      taken.add(milliseconds);
      latest = Math.max(latest, milliseconds);
      return new Date(milliseconds).toISOString();
    },
    anyTime: (body, name) => new Date(readTime(body, name)).toISOString(),
    latest: () => latest,
    person: (body, name) => {
      const reference = required(textOf(body, name), name);
      const person = state.people.get(reference) ?? personByEmail(state, reference);
      if (person === undefined)
        throw new TypeError(`${name}: no person has the email address or id "${reference}".`);
      return person;
    },
  };
}

function readTime(body: Body, name: string): number {
  const given = textOf(body, name);
  const milliseconds = Date.parse(given ?? '');
  if (Number.isNaN(milliseconds)) throw new TypeError(`${name} must be an ISO 8601 date, not "${given}".`);
  return milliseconds;
}

/** Calls `read` with each object of a list. What it throws becomes a TypeError that names the place. */
export function readEach(
  body: Body,
  name: string,
  path: string,
  read: (item: Body, path: string) => void,
): void {
  const list = body[name] ?? [];
  if (!Array.isArray(list)) throw new TypeError(`${path}${name} must be an array.`);
  for (const [index, item] of list.entries()) {
    const place = `${path}${name}[${index}]`;
    at(place, () => {
      if (!isObject(item)) throw new TypeError('must be an object.');
      read(item, `${place}.`);
    });
  }
}

/** Names the place in what `work` throws, unless an inner one has. */
export function at<T>(place: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new TypeError(message.startsWith('seed.') ? message : `${place}: ${message}`);
  }
}

/** Refuses attributes with other names, which are mostly misspelled. */
export function onlyKnown(body: Body, names: readonly string[]): void {
  const unknown = Object.keys(body).find((name) => !names.includes(name));
  if (unknown !== undefined) throw new TypeError(`"${unknown}" is unknown. Use one of ${names.join(', ')}.`);
}
