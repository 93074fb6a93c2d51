import { isDeepStrictEqual } from 'node:util';
import type { Submit } from './actions.js';
import type { Input } from './inputs.js';
import { type CardParts, isInput } from './read-card.js';

/** A way to submit a card: an Action.Submit and the inputs whose values it sends. */
export interface SubmitWay {
  readonly place: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly inputs: readonly Input[];
}

/** Lists the ways to submit a card; a card that is shown sends the inputs around it too. */
export function submitsOf(parts: CardParts, outer: readonly Input[] = []): SubmitWay[] {
  const inputs = [...outer, ...parts.elements.map(({ element }) => element).filter(isInput)];
  return parts.actions.flatMap(({ action, place, shown }) => {
    if (shown !== undefined) return submitsOf(shown, inputs);
    return action.type === 'Action.Submit' ? [wayOf(action, place, inputs)] : [];
  });
}

function wayOf({ data = {}, associatedInputs }: Submit, place: string, inputs: readonly Input[]): SubmitWay {
  return { place, data, inputs: associatedInputs === 'none' ? [] : inputs };
}

/** Returns whether nothing that is submitted could tell which of two ways was used. */
export function areAlike(one: SubmitWay, other: SubmitWay): boolean {
  const names = Object.keys(one.data);
  const ids = new Set(one.inputs.map(({ id }) => id));
  return (
    names.length === Object.keys(other.data).length &&
    names.every((name) => Object.hasOwn(other.data, name) && isSame(one.data[name], other.data[name])) &&
    one.inputs.length === other.inputs.length &&
    other.inputs.every(({ id }) => ids.has(id))
  );
}

/** Compares a value of `data`. It isn't documented that apps keep the types of numbers and booleans. */
export function isSame(one: unknown, other: unknown): boolean {
  if (isDeepStrictEqual(one, other)) return true;
  const isPrimitive = (value: unknown) =>
    value !== undefined && (typeof value !== 'object' || value === null);
  return isPrimitive(one) && isPrimitive(other) && String(one) === String(other);
}
