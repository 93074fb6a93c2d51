import { isDeepStrictEqual } from 'node:util';
import type { Submit } from './actions.js';
import type { Card } from './card.js';
import { isInput } from './check-card.js';
import type { Form } from './form.js';
import { FormError, type FormProblem } from './form-error.js';
import type { Input } from './inputs.js';
import { readInput } from './read-input.js';
import { actionsOf, elementsOf } from './walk-card.js';

/** What was submitted, as an attachment action has it. */
export interface Submission {
  readonly inputs: Readonly<Record<string, unknown>>;
}

/** A way to submit a card: the action, and the inputs whose values it sends. */
interface Way {
  readonly data: Readonly<Record<string, unknown>>;
  readonly inputs: readonly Input[];
}

/**
 * Reads what somebody submitted with a card: the values by the ids of the inputs, and the data of the submit action.
 * Nobody has to use Webex's apps to submit, so it is all checked: throws a FormError that lists what is wrong.
 */
export function readForm<C extends Card>(card: C, submission: Submission): Form<C>;
export function readForm(card: Card, { inputs }: Submission): object {
  const way = waysToSubmit(card, [])
    .filter(({ data }) =>
      Object.entries(data).every(([name, value]) => isDeepStrictEqual(sent(inputs, name), value)),
    )
    .sort((one, other) => likeness(other, inputs) - likeness(one, inputs))[0];
  if (way === undefined) throw new FormError('What was submitted belongs to no submit action of this card.');
  const values: [string, unknown][] = [];
  const problems: FormProblem[] = [];
  for (const input of way.inputs) {
    const reading = readInput(input, sent(inputs, input.id));
    if ('value' in reading) values.push([input.id, reading.value]);
    else problems.push({ id: input.id, message: reading.problem });
  }
  if (problems.length === 0) return Object.fromEntries([...values, ...Object.entries(way.data)]);
  const list = problems.map(({ id, message }) => `${id} ${message}`).join(', ');
  throw new FormError(`What was submitted is not what the card asks for: ${list}.`, problems);
}

function waysToSubmit(card: Card, outer: readonly Input[]): Way[] {
  const inputs = [...outer, ...elementsOf(card).filter(isInput)];
  return actionsOf(card).flatMap((action) => {
    if (action.type === 'Action.ShowCard') return waysToSubmit(action.card, inputs);
    return action.type === 'Action.Submit' ? [wayOf(action, inputs)] : [];
  });
}

function wayOf({ data = {}, associatedInputs }: Submit, inputs: readonly Input[]): Way {
  return { data, inputs: associatedInputs === 'none' ? [] : inputs };
}

/** How well what was sent fits: names that are there count for it, inputs that are not against it. */
function likeness({ data, inputs }: Way, submitted: Submission['inputs']): number {
  const there = inputs.filter(({ id }) => Object.hasOwn(submitted, id)).length;
  return Object.keys(data).length + there - (inputs.length - there);
}

/** What was sent under a name; not what every object has. */
function sent(inputs: Submission['inputs'], name: string): unknown {
  return Object.hasOwn(inputs, name) ? inputs[name] : undefined;
}
