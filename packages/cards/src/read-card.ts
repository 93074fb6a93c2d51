import type { Action } from './actions.js';
import type { CardElement, Column } from './elements.js';
import type { Input } from './inputs.js';

/** Anything that can be in the body of a card. */
export type Node = CardElement | Column;

/** An element and its path in the card: `body[0].items[2]`. */
export interface PlacedElement {
  readonly element: Node;
  readonly place: string;
}

/** An action, its path, and the card that it shows if it is an Action.ShowCard. */
export interface PlacedAction {
  readonly action: Action;
  readonly place: string;
  readonly shown: CardParts | undefined;
}

/** What a card is made of, nested elements included; the cards that it can show have parts of their own. */
export interface CardParts {
  readonly elements: readonly PlacedElement[];
  /** Buttons, the actions of ActionSets, select actions, and inline actions of text inputs. */
  readonly actions: readonly PlacedAction[];
  /** The lists of buttons, which are limited in size. */
  readonly buttons: readonly { readonly place: string; readonly count: number }[];
}

interface Parts extends CardParts {
  readonly elements: PlacedElement[];
  readonly actions: PlacedAction[];
  readonly buttons: { place: string; count: number }[];
}

type Json = Readonly<Record<string, unknown>>;

/** The element types of Adaptive Cards 1.3 with the property that holds a list; Media can only be written by hand. */
const listNames = new Map<string, string | undefined>([
  ['TextBlock', undefined],
  ['RichTextBlock', 'inlines'],
  ['Image', undefined],
  ['ImageSet', 'images'],
  ['FactSet', 'facts'],
  ['Container', 'items'],
  ['ColumnSet', 'columns'],
  ['Column', 'items'],
  ['ActionSet', 'actions'],
  ['Media', 'sources'],
  ['Input.Text', undefined],
  ['Input.Number', undefined],
  ['Input.Date', undefined],
  ['Input.Time', undefined],
  ['Input.Toggle', undefined],
  ['Input.ChoiceSet', 'choices'],
]);
const actionTypes = ['Action.Submit', 'Action.OpenUrl', 'Action.ShowCard', 'Action.ToggleVisibility'];

/** The properties that are text wherever they occur. */
const textNames = ['id', 'title', 'text', 'url', 'altText', 'label', 'placeholder', 'errorMessage', 'regex'];

/** Far deeper than any card that people could use, and shallow enough for the call stack. */
const maxDepth = 100;

/** Reads the parts of a card. Throws a TypeError with the path of what is malformed; paths start with `place`. */
export function readCard(card: unknown, place = ''): CardParts {
  return readCardAt(card, place, 0);
}

/** Returns whether an element is an input. */
export function isInput(element: Node): element is Input {
  return element.type.startsWith('Input.');
}

function readCardAt(value: unknown, place: string, depth: number): CardParts {
  const card = readObject(value, place, depth);
  if (card.type !== 'AdaptiveCard') {
    throw new TypeError(`${join(place, 'type')} must be "AdaptiveCard", got ${describe(card.type)}.`);
  }
  const parts: Parts = { elements: [], actions: [], buttons: [] };
  for (const [index, item] of readList(card, place, 'body').entries()) {
    readElement(parts, item, `${join(place, 'body')}[${index}]`, depth + 1);
  }
  readActions(parts, card, place, depth);
  return parts;
}

function readElement(parts: Parts, value: unknown, place: string, depth: number, type?: string): void {
  const written = readObject(value, place, depth);
  // The type of a column in a column set, and of an image in an image set, can be left out.
  const element: Json = written.type === undefined && type !== undefined ? { ...written, type } : written;
  const name = readType(element, place, [...listNames.keys()]);
  for (const text of textNames) readText(element, place, text);
  // Everything that the rest of this package reads has been checked, or is checked below and in checkCard.
  parts.elements.push({ element: element as unknown as Node, place });
  const listName = listNames.get(name);
  if (listName !== undefined) readItems(parts, element, place, listName, depth);
  for (const actionName of ['selectAction', 'inlineAction']) {
    if (name !== 'ActionSet') readOneAction(parts, element, place, actionName, depth);
  }
}

function readItems(parts: Parts, element: Json, place: string, name: string, depth: number): void {
  if (name === 'actions') {
    readActions(parts, element, place, depth);
    return;
  }
  if (name === 'choices' && element.choices === undefined) {
    throw new TypeError(`${join(place, name)} is missing: it must be an array of choices.`);
  }
  const type = { columns: 'Column', images: 'Image' }[name];
  for (const [index, item] of readList(element, place, name).entries()) {
    const itemPlace = `${join(place, name)}[${index}]`;
    if (type !== undefined || name === 'items') readElement(parts, item, itemPlace, depth + 1, type);
    else if (name !== 'inlines' || typeof item !== 'string') readLeaf(item, itemPlace, name, depth);
  }
}

/** Reads a choice, a fact, a text run or the source of a medium. */
function readLeaf(value: unknown, place: string, list: string, depth: number): void {
  const leaf = readObject(value, place, depth + 1);
  const required = { choices: ['title', 'value'], facts: ['title', 'value'], inlines: ['text'] }[list] ?? [];
  for (const name of required) {
    if (leaf[name] === undefined) throw new TypeError(`${join(place, name)} is missing: it must be text.`);
    readText(leaf, place, name);
  }
}

function readActions(parts: Parts, owner: Json, place: string, depth: number): void {
  const actions = readList(owner, place, 'actions');
  parts.buttons.push({ place: join(place, 'actions'), count: actions.length });
  for (const [index, action] of actions.entries()) {
    readAction(parts, action, `${join(place, 'actions')}[${index}]`, depth + 1);
  }
  readOneAction(parts, owner, place, 'selectAction', depth);
}

function readOneAction(parts: Parts, owner: Json, place: string, name: string, depth: number): void {
  if (owner[name] !== undefined) readAction(parts, owner[name], join(place, name), depth + 1);
}

function readAction(parts: Parts, value: unknown, place: string, depth: number): void {
  const action = readObject(value, place, depth);
  const type = readType(action, place, actionTypes);
  for (const text of textNames) readText(action, place, text);
  if (action.data !== undefined) readObject(action.data, join(place, 'data'), depth);
  if (type === 'Action.ToggleVisibility' && !Array.isArray(action.targetElements)) {
    throw new TypeError(
      `${join(place, 'targetElements')} must be an array, got ${describe(action.targetElements)}.`,
    );
  }
  const shown =
    type === 'Action.ShowCard' ? readCardAt(action.card, join(place, 'card'), depth + 1) : undefined;
  parts.actions.push({ action: action as unknown as Action, place, shown });
}

function readObject(value: unknown, place: string, depth: number): Json {
  const subject = place === '' ? 'A card' : place;
  if (depth > maxDepth) throw new TypeError(`${subject} is more than ${maxDepth} levels deep in the card.`);
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Json;
  const advice = typeof value === 'string' ? ': if it is JSON, parse it first' : '';
  throw new TypeError(`${subject} must be an object, got ${describe(value)}${advice}.`);
}

function readList(owner: Json, place: string, name: string): readonly unknown[] {
  const list = owner[name] === undefined ? [] : owner[name];
  // Holes of an array are read as undefined.
  if (Array.isArray(list)) return Array.from(list);
  throw new TypeError(`${join(place, name)} must be an array, got ${describe(list)}.`);
}

function readType({ type }: Json, place: string, known: readonly string[]): string {
  const list = known.join(', ');
  if (type === undefined)
    throw new TypeError(`${join(place, 'type')} is missing: it must be one of ${list}.`);
  if (typeof type === 'string' && known.includes(type)) return type;
  throw new TypeError(
    `${join(place, 'type')}: Adaptive Cards 1.3, the newest that Webex shows, has no ${printType(type)}. Use one of ${list}.`,
  );
}

function readText(owner: Json, place: string, name: string): void {
  const value = owner[name];
  if (value === undefined || typeof value === 'string') return;
  throw new TypeError(`${join(place, name)} must be text, got ${describe(value)}.`);
}

function printType(type: unknown): string {
  return typeof type === 'string' ? type : `type that is ${describe(type)}`;
}

/** Joins a path and the name of a property. */
export function join(place: string, name: string): string {
  return place === '' ? name : `${place}.${name}`;
}

/** Names a value in an error: `null`, `an array`, `the text "a"`. */
export function describe(value: unknown): string {
  if (value === null || value === undefined) return String(value);
  if (Array.isArray(value)) return 'an array';
  if (typeof value === 'string') return value.length > 40 ? 'text' : `the text ${JSON.stringify(value)}`;
  if (typeof value === 'number' || typeof value === 'boolean') return `the ${typeof value} ${value}`;
  return `${typeof value === 'object' ? 'an' : 'a'} ${typeof value}`;
}
