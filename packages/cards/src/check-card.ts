import type { Card } from './card.js';
import { checkInput } from './check-input.js';
import type { Input } from './inputs.js';
import {
  type CardParts,
  describe,
  isInput,
  join,
  type PlacedAction,
  type PlacedElement,
  readCard,
} from './read-card.js';
import { areAlike, submitsOf } from './submits.js';

const versions = ['1.0', '1.1', '1.2', '1.3'];

/** Throws a TypeError for a card that Webex refuses or people could not use. It starts with the path of what is wrong. */
export function checkCard(card: unknown): asserts card is Card {
  const parts = readCard(card);
  checkVersion(card as Card);
  const cards = cardsIn(parts);
  const elements = cards.flatMap((one) => one.elements);
  const actions = cards.flatMap((one) => one.actions);
  for (const { place, count } of cards.flatMap((one) => one.buttons)) {
    if (count > 5) throw new TypeError(`${place} can have five actions, not ${count}.`);
  }
  checkIds(elements);
  const inputs = elements.flatMap(({ element, place }) =>
    isInput(element) ? [{ input: element, place }] : [],
  );
  for (const { input, place } of inputs) checkInput(input, place);
  for (const action of actions) checkAction(action, inputs);
  checkSubmits(parts);
}

/** Lists the parts of a card and of all cards that it can show. */
function cardsIn(parts: CardParts): CardParts[] {
  return [parts, ...parts.actions.flatMap(({ shown }) => (shown === undefined ? [] : cardsIn(shown)))];
}

function checkVersion({ version }: Card): void {
  if (typeof version === 'string' && versions.includes(version)) return;
  throw new TypeError(`version must be one of ${versions.join(', ')} for Webex, got ${describe(version)}.`);
}

function checkIds(elements: readonly PlacedElement[]): void {
  const places = new Map<string, string>();
  for (const { element, place } of elements) {
    const { id } = element;
    if (isInput(element) && !id) {
      throw new TypeError(`${join(place, 'id')} is missing: the value of an ${element.type} is named by it.`);
    }
    if (id === undefined) continue;
    const other = places.get(id);
    if (other !== undefined) {
      throw new TypeError(
        `${join(place, 'id')}: ${other} has the id "${id}" too. Ids must be unique in a card.`,
      );
    }
    places.set(id, place);
  }
}

function checkAction(
  { action, place }: PlacedAction,
  inputs: readonly { readonly input: Input; readonly place: string }[],
): void {
  if (action.type === 'Action.OpenUrl' && !URL.canParse(action.url)) {
    throw new TypeError(`${join(place, 'url')} must be an absolute URL, got ${describe(action.url)}.`);
  }
  if (action.type !== 'Action.Submit') return;
  const taken = inputs.find(({ input }) => Object.hasOwn(action.data ?? {}, input.id));
  if (taken === undefined) return;
  throw new TypeError(
    `${join(place, 'data')}.${taken.input.id} has the name of an input, ${taken.place}: one would hide the other.`,
  );
}

function checkSubmits(parts: CardParts): void {
  const ways = submitsOf(parts);
  for (const [index, way] of ways.entries()) {
    const twin = ways.slice(0, index).find((other) => areAlike(way, other));
    if (twin === undefined) continue;
    throw new TypeError(
      `${way.place}: nothing that is submitted tells it from ${twin.place}. Give each a different \`data\`.`,
    );
  }
}
