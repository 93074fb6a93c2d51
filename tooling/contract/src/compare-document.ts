import { type AnsweredOperation, compareAnswers } from './compare-answers.js';
import { compareParameters } from './compare-parameters.js';
import type { Deviation } from './deviation.js';
import type { DrivenMethod } from './drive-resources.js';
import type { Facts } from './facts.js';
import { findOperation } from './find-operation.js';
import { parametersOf } from './read-declarations.js';

/** Compares all requests with one document; `covered` is the number of its operations that were sent. */
export function compareDocument(
  facts: Facts,
  driven: readonly DrivenMethod[],
): { covered: number; deviations: Deviation[] } {
  const answers: AnsweredOperation[] = [];
  const deviations: Deviation[] = [];
  for (const { method, requests } of driven) {
    const [first] = requests;
    const name = first && findOperation(first, Object.keys(facts));
    const operation = name === undefined ? undefined : facts[name];
    if (name === undefined || operation === undefined) continue;
    answers.push({ name, operation, declared: method.answers });
    deviations.push(...compareParameters(name, operation, parametersOf(method), requests));
  }
  const covered = new Set(answers.map(({ name }) => name));
  for (const where of Object.keys(facts)) {
    if (covered.has(where)) continue;
    deviations.push({ where, name: '', kind: 'operation missing', detail: 'no method sends it' });
  }
  return { covered: covered.size, deviations: [...deviations, ...compareAnswers(answers)] };
}
