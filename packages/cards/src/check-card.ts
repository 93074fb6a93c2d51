import type { Action } from './actions.js';
import type { Card } from './card.js';
import type { Input } from './inputs.js';
import { actionsOf, cardsIn, elementsOf, type Node } from './walk-card.js';

const versions = ['1.0', '1.1', '1.2', '1.3'];

/** What there is in Adaptive Cards 1.3; the Media of 1.1 can be written by hand. */
const elementTypes = [
  'TextBlock',
  'RichTextBlock',
  'Image',
  'ImageSet',
  'FactSet',
  'Container',
  'ColumnSet',
  'Column',
  'ActionSet',
  'Media',
  'Input.Text',
  'Input.Number',
  'Input.Date',
  'Input.Time',
  'Input.Toggle',
  'Input.ChoiceSet',
];
const actionTypes = ['Action.Submit', 'Action.OpenUrl', 'Action.ShowCard', 'Action.ToggleVisibility'];

/** Throws a TypeError for what Webex would refuse, or could not be used. */
export function checkCard(card: object): asserts card is Card {
  checkVersion(card);
  const cards = cardsIn(card);
  const elements = cards.flatMap(elementsOf);
  const actions = cards.flatMap(actionsOf);
  for (const { type } of elements) checkType(type, elementTypes);
  for (const { type } of actions) checkType(type, actionTypes);
  for (const shown of cards) checkButtons(shown);
  checkIds(elements);
  const inputs = elements.filter(isInput);
  for (const input of inputs) checkInput(input);
  for (const action of actions) checkAction(action, inputs);
}

/** Whether an element asks for a value. */
export function isInput(node: Node): node is Input {
  return node.type.startsWith('Input.');
}

function checkVersion(card: object): asserts card is Card {
  if (!('type' in card) || card.type !== 'AdaptiveCard')
    throw new TypeError('A card has the type "AdaptiveCard".');
  const version = 'version' in card ? card.version : undefined;
  if (typeof version !== 'string' || !versions.includes(version))
    throw new TypeError(`Webex shows cards of the versions ${versions.join(', ')}, not ${version}.`);
}

function checkType(type: string, known: readonly string[]): void {
  if (known.includes(type)) return;
  throw new TypeError(
    `Adaptive Cards 1.3, the newest that Webex shows, has no ${type}: ${known.join(', ')}.`,
  );
}

function checkButtons({ actions = [] }: Card): void {
  if (actions.length > 5) throw new TypeError(`A card can have five actions, not ${actions.length}.`);
}

function checkIds(elements: readonly Node[]): void {
  const seen = new Set<string>();
  for (const node of elements) {
    const { id } = node;
    if (isInput(node) && !id) throw new TypeError(`An ${node.type} needs an id: its value bears that name.`);
    if (id === undefined) continue;
    if (seen.has(id)) throw new TypeError(`Two elements of the card have the id "${id}".`);
    seen.add(id);
  }
}

function checkInput(input: Input): void {
  if (input.type === 'Input.ChoiceSet' && input.isMultiSelect === true) {
    const wrong = input.choices.find(({ value }) => value.includes(','));
    if (wrong === undefined) return;
    throw new TypeError(
      `"${wrong.value}" of ${input.id} holds a comma, which is what comes between choices.`,
    );
  }
  if (input.type === 'Input.Text' && input.regex !== undefined) {
    try {
      new RegExp(input.regex, 'u');
    } catch (cause) {
      throw new TypeError(`The regex of ${input.id} is none: ${input.regex}`, { cause });
    }
  }
}

function checkAction(action: Action, inputs: readonly Input[]): void {
  if (action.type === 'Action.OpenUrl' && !URL.canParse(action.url))
    throw new TypeError(`The url of an Action.OpenUrl must be a whole address, not "${action.url}".`);
  if (action.type !== 'Action.Submit') return;
  const taken = inputs.find(({ id }) => Object.hasOwn(action.data ?? {}, id));
  if (taken === undefined) return;
  throw new TypeError(
    `An Action.Submit has data named as an input is: "${taken.id}". One would hide the other.`,
  );
}
