import { expectTypeOf, test } from 'vitest';
import {
  actionSet,
  attach,
  type Card,
  card,
  choiceInput,
  column,
  columnSet,
  container,
  dateInput,
  numberInput,
  openUrl,
  readForm,
  showCard,
  submit,
  textBlock,
  textInput,
  timeInput,
  toggleInput,
} from '../src/index.js';

const submission = { inputs: {} };

test('a form has the ids and kinds of the inputs', () => {
  const survey = card({
    body: [
      textBlock('A survey'),
      textInput({ id: 'name', isRequired: true }),
      numberInput({ id: 'age' }),
      numberInput({ id: 'guests', isRequired: true }),
      dateInput({ id: 'day', isRequired: true }),
      timeInput({ id: 'hour' }),
      toggleInput({ id: 'agree', title: 'I agree' }),
      choiceInput({
        id: 'color',
        choices: [
          { title: 'Red', value: 'red' },
          { title: 'Blue', value: 'blue' },
        ],
      }),
      choiceInput({ id: 'size', isRequired: true, choices: [{ title: 'S', value: 's' }] }),
      choiceInput({
        id: 'days',
        isMultiSelect: true,
        choices: [
          { title: 'Monday', value: 'mon' },
          { title: 'Friday', value: 'fri' },
        ],
      }),
    ],
    actions: [submit({ title: 'Send' }), openUrl({ title: 'Help', url: 'https://example.com' })],
  });
  expectTypeOf(readForm(survey, submission)).toEqualTypeOf<{
    readonly name: string;
    readonly age: number | undefined;
    readonly guests: number;
    readonly day: string;
    readonly hour: string | undefined;
    readonly agree: boolean;
    readonly color: 'red' | 'blue' | undefined;
    readonly size: 's';
    readonly days: readonly ('mon' | 'fri')[];
  }>();
});

test('inputs inside other elements count', () => {
  const nested = card({
    body: [
      container([textInput({ id: 'first' }), container([textInput({ id: 'second' })])]),
      columnSet([column([textInput({ id: 'third' })]), column([toggleInput({ id: 'fourth', title: '4' })])]),
      actionSet([submit()]),
    ],
  });
  expectTypeOf(readForm(nested, submission)).toEqualTypeOf<{
    readonly first: string;
    readonly second: string;
    readonly third: string;
    readonly fourth: boolean;
  }>();
});

test('each submit has data of its own, which tells them apart', () => {
  const question = card({
    body: [textInput({ id: 'why' })],
    actions: [
      submit({ title: 'Yes', data: { decision: 'approve', level: 2 } }),
      submit({ title: 'No', data: { decision: 'reject' } }),
      submit({ title: 'Later', data: { decision: 'later' }, associatedInputs: 'none' }),
    ],
  });
  const form = readForm(question, submission);
  expectTypeOf(form.decision).toEqualTypeOf<'approve' | 'reject' | 'later'>();
  if (form.decision === 'approve') expectTypeOf(form.level).toEqualTypeOf<2>();
  if (form.decision === 'reject') expectTypeOf(form.why).toEqualTypeOf<string>();
  // @ts-expect-error it sends no inputs
  if (form.decision === 'later') form.why;
});

test('the inputs of a card that is shown come with its own submits', () => {
  const nested = card({
    body: [textInput({ id: 'outer' })],
    actions: [
      submit({ data: { button: 'outer' } }),
      showCard({
        title: 'More',
        card: card({
          body: [numberInput({ id: 'inner' })],
          actions: [submit({ data: { button: 'inner' } })],
        }),
      }),
    ],
  });
  const form = readForm(nested, submission);
  if (form.button === 'inner') expectTypeOf(form.inner).toEqualTypeOf<number | undefined>();
  expectTypeOf(form.outer).toEqualTypeOf<string>();
  // @ts-expect-error not sent by the outer submit
  if (form.button === 'outer') form.inner;
});

test('what is clicked can submit too', () => {
  const tiles = card({
    body: [
      container([textBlock('One')], { selectAction: submit({ data: { tile: 1 } }) }),
      container([textBlock('Two')], { selectAction: submit({ data: { tile: 2 } }) }),
    ],
  });
  expectTypeOf(readForm(tiles, submission).tile).toEqualTypeOf<1 | 2>();
});

test('a card that cannot be submitted has no form', () => {
  expectTypeOf(readForm(card({ body: [textBlock('Read me')] }), submission)).toBeNever();
});

test('a card of which nothing is known can be read by any name', () => {
  const form = readForm({} as Card, submission);
  expectTypeOf(form.anything).not.toBeNever();
});

test('elements can be written as JSON, and lists of choices be made at run time', () => {
  const titles: string[] = [];
  const plain = card({
    body: [
      { type: 'TextBlock', text: 'Plain' },
      { type: 'Input.Toggle', id: 'agree', title: 'I agree' },
      choiceInput({ id: 'pick', choices: titles.map((title) => ({ title, value: title })) }),
    ],
    actions: [{ type: 'Action.Submit', title: 'Send' }],
  });
  const form = readForm(plain, submission);
  expectTypeOf(form.agree).toEqualTypeOf<boolean>();
  expectTypeOf(form.pick).toEqualTypeOf<string | undefined>();
});

test('parameters are closed', () => {
  // @ts-expect-error misspelt
  textInput({ id: 'name', placeHolder: 'Ada' });
  // @ts-expect-error the id is missing
  textInput({ label: 'Name' });
  // @ts-expect-error no such style
  container([], { style: 'loud' });
  // @ts-expect-error a card cannot be shown by a click on a container
  container([], { selectAction: showCard({ card: card({}) }) });
  // @ts-expect-error no such element
  card({ body: [{ type: 'Table', rows: [] }] });
  expectTypeOf(attach(card({})).contentType).toEqualTypeOf<'application/vnd.microsoft.card.adaptive'>();
});

test('readForm() of several cards narrows the form by index', () => {
  const lunch = card({ body: [textInput({ id: 'meal' })], actions: [submit({ data: { form: 'lunch' } })] });
  const trip = card({ body: [numberInput({ id: 'seats', isRequired: true })], actions: [submit()] });
  const result = readForm([lunch, trip], submission);
  expectTypeOf(result.index).toEqualTypeOf<0 | 1>();
  if (result.index === 0) {
    expectTypeOf(result.card).toEqualTypeOf<typeof lunch>();
    expectTypeOf(result.form).toEqualTypeOf<{ readonly meal: string; readonly form: 'lunch' }>();
  } else {
    expectTypeOf(result.form.seats).toEqualTypeOf<number>();
    // @ts-expect-error that is the other card
    result.form.meal;
  }
  const cards: Card[] = [lunch];
  expectTypeOf(readForm(cards, submission).index).toEqualTypeOf<number>();
});

test('options can be undefined', () => {
  const label: string | undefined = undefined;
  const asking = card({
    body: [textInput({ id: 'a', label, maxLength: undefined }), textBlock('A', { color: undefined })],
    actions: [
      submit({ title: label, data: undefined }),
      openUrl({ url: 'https://example.com', id: undefined }),
    ],
    fallbackText: undefined,
  });
  expectTypeOf(readForm(asking, submission).a).toEqualTypeOf<string>();
});
