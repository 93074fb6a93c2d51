import type { Action, ShowCard, Submit } from './actions.js';
import type { Card } from './card.js';
import type { CardElement } from './elements.js';
import type {
  ChoiceInput,
  DateInput,
  Input,
  NumberInput,
  TextInput,
  TimeInput,
  ToggleInput,
} from './inputs.js';

/**
 * The form of a card: for each of its submit actions, the values of the inputs that it sends and its `data`. The inputs of
 * a card inside a showCard are sent by the submits of that card only, the inputs around it by those too.
 */
export type Form<C extends Card> = FormOf<C, unknown>;

/** The form of a card of unknown type can have any values. */
type FormOf<C extends Card, Outer> = Card extends C
  ? { readonly [name: string]: unknown }
  : Submitted<
      Item<C['actions']> | ActionIn<Node<Item<C['body']>>> | Selected<C>,
      Outer & Values<Node<Item<C['body']>>>
    >;

type Submitted<A, Sent> = A extends Submit
  ? Flat<(SendsNone<A> extends true ? unknown : Sent) & DataOf<A>>
  : A extends ShowCard<infer Shown>
    ? FormOf<Shown, Sent>
    : never;

type SendsNone<A extends Submit> = 'associatedInputs' extends keyof A
  ? [NonNullable<A['associatedInputs']>] extends ['none']
    ? true
    : false
  : false;

type DataOf<A extends Submit> = 'data' extends keyof A ? NonNullable<A['data']> : unknown;

/** An element and the elements inside it. */
type Node<E> = CardElement extends E
  ? E
  : E extends { readonly items: readonly (infer Inner)[] } | { readonly columns: readonly (infer Inner)[] }
    ? E | Node<Inner>
    : E extends { readonly images: readonly (infer Inner)[] }
      ? E | Inner
      : E;

type ActionIn<E> =
  | (E extends { readonly type: 'ActionSet'; readonly actions: readonly (infer A)[] } ? A : never)
  | Selected<E>;

type Selected<E> = E extends { readonly type: string }
  ? 'selectAction' extends keyof E
    ? Extract<E['selectAction'], Action>
    : never
  : never;

type Item<List> = List extends readonly (infer I)[] ? I : never;

type Values<E> = { readonly [I in Extract<E, Input> as I['id']]: Value<I> };

type Value<I> = I extends TextInput
  ? string
  : I extends ToggleInput
    ? boolean
    : I extends NumberInput<string, infer Required>
      ? Answer<number, Required>
      : I extends DateInput<string, infer Required> | TimeInput<string, infer Required>
        ? Answer<string, Required>
        : I extends ChoiceInput<string, infer Choice, infer Several, infer Required>
          ? Several extends true
            ? readonly Choice[]
            : Answer<Choice, Required>
          : never;

type Answer<T, Required> = Required extends true ? T : T | undefined;

type Flat<T> = { readonly [Name in keyof T]: T[Name] };
