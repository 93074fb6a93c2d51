import type { Card } from './card.js';
import type { Form } from './form.js';
import { FormError, type FormProblem } from './form-error.js';
import { describe, readCard } from './read-card.js';
import { readInput } from './read-input.js';
import { areAlike, isSame, type SubmitWay, submitsOf } from './submits.js';

/** What was submitted, as an attachment action has it. */
export interface Submission {
  readonly inputs: Readonly<Record<string, unknown>>;
}

/** Which of several cards was submitted, and its form. Branch on `index`, and the type of `form` follows. */
export type FormOfCards<Cards extends readonly Card[]> = {
  readonly [Index in keyof Cards]: {
    /** The position of the card in the list. */
    readonly index: IndexOf<Index>;
    readonly card: Cards[Index];
    readonly form: Form<Cards[Index]>;
  };
}[number];

type IndexOf<Key> = Key extends `${infer Index extends number}` ? Index : number;

type Inputs = Submission['inputs'];

/**
 * Reads what was submitted with a card: the values by the ids of the inputs, and the data of the submit action that was
 * used. Anybody in the room can submit anything through the API, so everything is checked.
 *
 * With a list of cards it finds the one that was submitted, by the data of its submit actions and by the ids of its
 * inputs: `readForm([lunch, survey], action)` resolves to `{ index, card, form }`. Give each card's submit actions data
 * of their own, `data: { form: 'lunch' }`, so that an empty form is told apart too.
 *
 * Throws a FormError with `kind: 'invalid'` and the `problems` if values are missing or wrong, and one with
 * `kind: 'outdated'` if another card was submitted, such as an earlier version of this one. Throws a TypeError if the
 * card or the submission is malformed.
 *
 * @example
 * ```ts
 * const { name } = readForm(order, await api.attachmentActions.get(data.id));
 * ```
 */
export function readForm<const Cards extends readonly Card[]>(
  cards: Cards,
  submission: Submission,
): FormOfCards<Cards>;
export function readForm<C extends Card>(card: C, submission: Submission): Form<C>;
export function readForm(cardOrCards: Card | readonly Card[], submission: Submission): object {
  const inputs = checkSubmission(submission);
  const cards: readonly Card[] = isList(cardOrCards) ? cardOrCards : [cardOrCards];
  const ways = cards.flatMap((card, index) =>
    submitsOf(readCard(card, isList(cardOrCards) ? `[${index}]` : '')).map(
      (way): CardWay => ({ ...way, index, card }),
    ),
  );
  checkApart(ways);
  const names = new Set(ways.flatMap((way) => [...Object.keys(way.data), ...way.inputs.map(({ id }) => id)]));
  const hasForeign = Object.keys(inputs).some((name) => !names.has(name));
  const way = chooseWay(ways, inputs, isList(cardOrCards));
  const form = readValues(way, inputs, hasForeign);
  return isList(cardOrCards) ? { index: way.index, card: way.card, form } : form;
}

interface CardWay extends SubmitWay {
  readonly index: number;
  readonly card: Card;
}

function checkSubmission(submission: Submission): Inputs {
  const inputs: unknown = isObject(submission) ? submission.inputs : undefined;
  if (isObject(inputs)) return inputs;
  const got = isObject(submission) ? `inputs: ${describe(inputs)}` : describe(submission);
  throw new TypeError(
    `readForm: expected an attachment action with its inputs, got ${got}. A webhook delivers the action without inputs: fetch it by its id.`,
  );
}

/** Throws a TypeError for submits of different cards that can't be told apart; `card` and `attach` check each card. */
function checkApart(ways: readonly CardWay[]): void {
  for (const [position, way] of ways.entries()) {
    const twin = ways.slice(0, position).find((other) => other.index !== way.index && areAlike(way, other));
    if (twin === undefined) continue;
    throw new TypeError(
      `readForm: nothing that is submitted tells ${way.place} from ${twin.place}. Give each a different \`data\`.`,
    );
  }
}

/** Chooses the way that fits best of those whose data was sent. */
function chooseWay(ways: readonly CardWay[], inputs: Inputs, isSeveral: boolean): CardWay {
  const [best] = ways
    .filter(({ data }) => Object.entries(data).every(([name, value]) => isSame(sent(inputs, name), value)))
    .map((way) => ({ way, fit: fitOf(way, inputs) }))
    .sort((one, other) => other.fit - one.fit);
  if (best !== undefined) return best.way;
  const subject = isSeveral ? 'these cards' : 'this card';
  throw new FormError(`The submission belongs to no submit action of ${subject}.`);
}

/** Counts the names that were sent, and subtracts the inputs that were not. */
function fitOf({ data, inputs }: SubmitWay, submitted: Inputs): number {
  const there = inputs.filter(({ id }) => Object.hasOwn(submitted, id)).length;
  return Object.keys(data).length + there - (inputs.length - there);
}

function readValues(way: SubmitWay, inputs: Inputs, hasForeign: boolean): object {
  const values: [string, unknown][] = [];
  const problems: FormProblem[] = [];
  for (const input of way.inputs) {
    const reading = readInput(input, sent(inputs, input.id));
    if ('value' in reading) values.push([input.id, reading.value]);
    else problems.push({ id: input.id, message: reading.problem });
  }
  if (problems.length === 0) return Object.fromEntries([...values, ...Object.entries(way.data)]);
  const list = problems.map(({ id, message }) => `${id} ${message}`).join(', ');
  // Answers to questions that this card doesn't ask come from another version of it.
  const kind = hasForeign ? 'outdated' : 'invalid';
  throw new FormError(`The submission doesn't meet the requirements of the card: ${list}.`, problems, kind);
}

/** Returns what was sent under a name, and not what every object has. */
function sent(inputs: Inputs, name: string): unknown {
  return Object.hasOwn(inputs, name) ? inputs[name] : undefined;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isList(value: Card | readonly Card[]): value is readonly Card[] {
  return Array.isArray(value);
}
