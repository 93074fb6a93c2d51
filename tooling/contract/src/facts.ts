import { readFile } from 'node:fs/promises';
import type { Attributes, Shape } from './shape.js';

/** The documented parameters, body and responses of one operation. */
export interface Operation {
  readonly path: Attributes;
  readonly query: Attributes;
  readonly body?: Shape;
  /** The bodies of successes, by status. */
  readonly answers: Readonly<Record<string, Shape>>;
}

/** The facts of a document: its operations by method and path template, `GET /rooms/{roomId}`. */
export type Facts = Readonly<Record<string, Operation>>;

/** The documents whose facts are stored. */
export const documentNames = ['messaging', 'admin'] as const;

export type DocumentName = (typeof documentNames)[number];

/** The facts of each document. */
export async function readFacts(): Promise<Map<DocumentName, Facts>> {
  const facts = new Map<DocumentName, Facts>();
  for (const name of documentNames) {
    facts.set(name, JSON.parse(await readFile(new URL(`../facts/${name}.json`, import.meta.url), 'utf8')));
  }
  return facts;
}
