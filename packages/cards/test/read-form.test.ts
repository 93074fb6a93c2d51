import { startEmulator } from '@wxt/emulator';
import { WebexTeamsAPI } from '@wxt/sdk';
import { TextInput } from 'adaptivecards';
import { describe, expect, test } from 'vitest';
import {
  attach,
  card,
  choiceInput,
  dateInput,
  FormError,
  numberInput,
  readForm,
  showCard,
  submit,
  textBlock,
  textInput,
  timeInput,
  toggleInput,
} from '../src/index.js';

const survey = card({
  body: [
    textInput({ id: 'name', isRequired: true, maxLength: 5, regex: '^[a-zA-Z]+$' }),
    textInput({ id: 'comment' }),
    numberInput({ id: 'age', min: 1, max: 120 }),
    dateInput({ id: 'day', min: '2026-01-01', max: '2026-12-31' }),
    timeInput({ id: 'hour', min: '08:00', max: '20:00' }),
    toggleInput({ id: 'agree', title: 'I agree', isRequired: true }),
    toggleInput({ id: 'news', title: 'Send me news', valueOn: 'on', valueOff: 'off' }),
    choiceInput({
      id: 'color',
      choices: [
        { title: 'Red', value: 'red' },
        { title: 'Blue', value: 'blue' },
      ],
    }),
    choiceInput({
      id: 'days',
      isMultiSelect: true,
      choices: [
        { title: 'Monday', value: 'mon' },
        { title: 'Friday', value: 'fri' },
      ],
    }),
  ],
  actions: [submit({ title: 'Send' })],
});

const filledIn = {
  name: 'Ada',
  comment: '',
  age: '36',
  day: '2026-02-28',
  hour: '09:30',
  agree: 'true',
  news: 'off',
  color: 'blue',
  days: 'fri,mon',
};

test('readForm() reads each value by the type of its input', () => {
  expect(readForm(survey, { inputs: filledIn })).toEqual({
    name: 'Ada',
    comment: '',
    age: 36,
    day: '2026-02-28',
    hour: '09:30',
    agree: true,
    news: false,
    color: 'blue',
    days: ['fri', 'mon'],
  });
});

test.each([
  ['left out', undefined],
  ['empty', ''],
])('an answer that is %s reads as unanswered', (_, none) => {
  const inputs = { name: 'Ada', agree: 'true', comment: none, age: none, day: none, news: none, days: none };
  expect(readForm(survey, { inputs })).toEqual({
    name: 'Ada',
    comment: '',
    age: undefined,
    day: undefined,
    hour: undefined,
    agree: true,
    news: false,
    color: undefined,
    days: [],
  });
});

test('readForm() takes numbers and booleans as well as text', () => {
  const form = readForm(survey, { inputs: { ...filledIn, age: 36, agree: true } });
  expect(form).toMatchObject({ age: 36, agree: true });
});

describe('readForm() rejects a value that the card could not have sent:', () => {
  test.each([
    ['name', '', 'is required'],
    ['name', 'Charles', 'must be 5 characters or fewer'],
    ['name', 'R2D2', 'must match ^[a-zA-Z]+$'],
    ['name', ['Ada'], 'must be text'],
    ['age', 'old', 'must be a number'],
    ['age', ' ', 'must be a number'],
    ['age', 'Infinity', 'must be a number'],
    ['age', '0x10', 'must be a number'],
    ['age', '1e1', 'must be a number'],
    ['age', '1,5', 'must be a number'],
    ['age', '5.', 'must be a number'],
    ['age', '\u0665', 'must be a number'],
    ['age', Number.NaN, 'must be a number'],
    ['age', true, 'must be a number'],
    ['age', 0, 'must be 1 or more'],
    ['age', '121', 'must be 120 or less'],
    ['day', '28.2.2026', 'must be a date: YYYY-MM-DD'],
    ['day', '2026-02-30', 'must be a date: YYYY-MM-DD'],
    ['day', '2025-12-31', 'must be 2026-01-01 or later'],
    ['day', '2027-01-01', 'must be 2026-12-31 or earlier'],
    ['hour', '24:00', 'must be a time: HH:MM'],
    ['hour', '07:59', 'must be 08:00 or later'],
    ['agree', 'false', 'is required'],
    ['agree', 'yes', 'must be "true" or "false"'],
    ['news', 'true', 'must be "on" or "off"'],
    ['color', 'green', 'has no choice "green"'],
    ['color', 'red,blue', 'has no choice "red,blue"'],
    ['color', { red: true }, 'must be text'],
    ['days', 'mon,sun', 'has no choice "sun"'],
  ])('%s: %j', (id, value, message) => {
    const problems = problemsOf(() => readForm(survey, { inputs: { ...filledIn, [id]: value } }));
    expect(problems).toEqual([{ id, message }]);
  });

  test('a FormError lists all problems at once', () => {
    const read = () => readForm(survey, { inputs: { ...filledIn, name: '', age: 'old' } });
    expect(problemsOf(read)).toHaveLength(2);
    expect(read).toThrow(
      "The submission doesn't meet the requirements of the card: name is required, age must be a number.",
    );
  });
});

test('property names that every object has are not taken for answers', () => {
  const odd = card({
    body: [textInput({ id: 'constructor' }), textInput({ id: '__proto__' })],
    actions: [submit()],
  });
  const form = readForm(odd, { inputs: JSON.parse('{"__proto__": "sent"}') });
  expect(Object.entries(form)).toEqual([
    ['constructor', ''],
    ['__proto__', 'sent'],
  ]);
});

describe('readForm() of a card with several submits', () => {
  const question = card({
    body: [textInput({ id: 'why', isRequired: true })],
    actions: [
      submit({ title: 'Yes', data: { decision: 'approve', order: { id: 7 } } }),
      submit({ title: 'Later', data: { decision: 'later' }, associatedInputs: 'none' }),
      showCard({
        title: 'No',
        card: card({
          body: [textInput({ id: 'reason', isRequired: true })],
          actions: [submit({ data: { decision: 'reject' } })],
        }),
      }),
    ],
  });

  test('tells by data which was used, and returns it with the values', () => {
    const inputs = { why: 'because', decision: 'approve', order: { id: 7 } };
    expect(readForm(question, { inputs })).toEqual(inputs);
  });

  test('requires no inputs of a submit that sends none', () => {
    expect(readForm(question, { inputs: { decision: 'later' } })).toEqual({ decision: 'later' });
  });

  test('reads the inputs around a card that is shown too', () => {
    const inputs = { why: 'because', reason: 'too dear', decision: 'reject' };
    expect(readForm(question, { inputs })).toEqual(inputs);
    const problems = problemsOf(() => readForm(question, { inputs: { decision: 'reject', why: 'x' } }));
    expect(problems).toEqual([{ id: 'reason', message: 'is required' }]);
  });

  test('throws an outdated FormError for data that no button has', () => {
    const read = () => readForm(question, { inputs: { why: 'x', decision: 'approve', order: { id: 8 } } });
    expect(read).toThrow(new FormError('The submission belongs to no submit action of this card.'));
  });

  test('tells by the inputs that came which was used, if there is no data', () => {
    const more = (id: string) => showCard({ card: card({ body: [textInput({ id })], actions: [submit()] }) });
    const plain = card({ actions: [more('one'), more('two')] });
    expect(readForm(plain, { inputs: { two: 'x' } })).toEqual({ two: 'x' });
  });
});

test('a card goes to the service, and its submission comes back as a typed form', async () => {
  const emulator = await startEmulator();
  try {
    const [alice, bob] = emulator.users;
    const { url: baseUrl } = emulator;
    const asking = new WebexTeamsAPI({ accessToken: alice.accessToken, baseUrl });
    const answering = new WebexTeamsAPI({ accessToken: bob.accessToken, baseUrl });
    const lunch = card({
      body: [textBlock('Lunch?'), numberInput({ id: 'guests', isRequired: true })],
      actions: [submit({ data: { meal: 'lunch' } })],
    });
    const message = await asking.messages.create({
      toPersonId: bob.id,
      markdown: 'Lunch?',
      attachments: [attach(lunch)],
    });
    expect(message.attachments).toEqual([attach(lunch)]);
    const { id } = await answering.attachmentActions.create({
      type: 'submit',
      messageId: message.id,
      inputs: { guests: '3', meal: 'lunch' },
    });
    const form = readForm(lunch, await asking.attachmentActions.get(id));
    expect(form.guests + 1).toBe(4);
    expect(form.meal).toBe('lunch');
  } finally {
    await emulator.close();
  }
});

test.each([
  ['7', 7],
  ['-0.5', -0.5],
  ['.5', 0.5],
  ['+7', 7],
  [' 7 ', 7],
  ['007', 7],
])('readForm() reads the number %j as %d', (text, number) => {
  const plain = card({ body: [numberInput({ id: 'n' })], actions: [submit()] });
  expect(readForm(plain, { inputs: { n: text } }).n).toBe(number);
});

describe('a regex means what it means to the reference implementation', () => {
  /** The reference implementation, without the HTML element that a value is typed into. */
  class TypedInput extends TextInput {
    constructor(
      regex: string,
      readonly typed: string,
    ) {
      super();
      this.regex = regex;
    }

    override get value(): string {
      return this.typed;
    }
  }

  test.each([
    ['b', 'abc'],
    ['^b', 'abc'],
    ['^[a-z]+$', 'abc\n'],
    ['\\p{L}', 'é'],
    ['\\p{L}', 'p{L}'],
    ['^\\-$', '-'],
    ['{', '{'],
    ['[\\d-x]', '-'],
    ['^.$', '😀'],
    ['A', 'a'],
    ['(?<year>\\d{4})', '2026'],
  ])('%j for %j', (regex, text) => {
    const asking = card({ body: [textInput({ id: 'a', regex })], actions: [submit()] });
    let isValid = true;
    try {
      readForm(asking, { inputs: { a: text } });
    } catch {
      isValid = false;
    }
    expect(isValid).toBe(new TypedInput(regex, text).isValid());
  });
});

describe('a submission that is outdated', () => {
  const kindOf = (inputs: Record<string, unknown>) => {
    try {
      readForm(survey, { inputs });
    } catch (error) {
      if (error instanceof FormError) return error.kind;
      throw error;
    }
    return undefined;
  };

  test('is told from an invalid one by the answers to questions that the card no longer asks', () => {
    expect(kindOf({ name: '', agree: 'true' })).toBe('invalid');
    expect(kindOf({ firstName: 'Ada', agree: 'true' })).toBe('outdated');
    expect(kindOf({ ...filledIn, favorite: 'x' })).toBe(undefined);
  });

  test('is told from an invalid one by the data of a button that the card no longer has', () => {
    const now = card({ actions: [submit({ data: { version: 2 } })] });
    const read = () => readForm(now, { inputs: { version: 1 } });
    expect(read).toThrow(expect.objectContaining({ name: 'FormError', kind: 'outdated', problems: [] }));
  });
});

test('readForm() takes data that came back as text, and returns it as the card has it', () => {
  const rating = card({ actions: [submit({ data: { stars: 4, ok: true, none: null } })] });
  const form = readForm(rating, { inputs: { stars: '4', ok: 'true', none: 'null' } });
  expect(form).toEqual({ stars: 4, ok: true, none: null });
});

describe('readForm() of several cards', () => {
  const lunch = card({
    body: [textInput({ id: 'meal', isRequired: true })],
    actions: [submit({ data: { form: 'lunch' } })],
  });
  const trip = card({ body: [numberInput({ id: 'seats' })], actions: [submit({ title: 'Book' })] });

  test('tells by data or by inputs which was submitted', () => {
    const cards = [lunch, trip] as const;
    expect(readForm(cards, { inputs: { seats: '2' } })).toEqual({ index: 1, card: trip, form: { seats: 2 } });
    const inputs = { meal: 'soup', form: 'lunch' };
    const result = readForm(cards, { inputs });
    expect(result).toEqual({ index: 0, card: lunch, form: inputs });
    expect(result.card).toBe(lunch);
  });

  test('checks the values of the card that was submitted', () => {
    const problems = problemsOf(() => readForm([trip, lunch], { inputs: { form: 'lunch', meal: '' } }));
    expect(problems).toEqual([{ id: 'meal', message: 'is required' }]);
  });

  test('throws an outdated FormError if it was none of them', () => {
    const read = () => readForm([lunch], { inputs: { form: 'dinner' } });
    expect(read).toThrow('The submission belongs to no submit action of these cards.');
    expect(read).toThrow(expect.objectContaining({ kind: 'outdated' }));
  });

  test('throws a TypeError for submits of two cards that nothing tells apart', () => {
    const twin = card({ body: [dateInput({ id: 'seats' })], actions: [submit()] });
    expect(() => readForm([lunch, trip, twin], { inputs: {} })).toThrow(
      new TypeError(
        'readForm: nothing that is submitted tells [2].actions[0] from [1].actions[0]. Give each a different `data`.',
      ),
    );
  });
});

describe('readForm() throws a TypeError for', () => {
  const order = card({ body: [textInput({ id: 'a' })], actions: [submit()] });
  test.each<[string, () => unknown, string]>([
    ['no submission', () => readForm(order, undefined as never), 'got undefined'],
    ['a submission of null', () => readForm(order, null as never), 'got null'],
    ['JSON text', () => readForm(order, '{}' as never), 'got the text "{}"'],
    ['inputs as JSON text', () => readForm(order, { inputs: '{}' } as never), 'got inputs: the text "{}"'],
    ['the data of a webhook', () => readForm(order, { id: 'ACTION' } as never), 'fetch it by its id'],
    ['a card of null', () => readForm(null as never, { inputs: {} }), 'A card must be an object, got null.'],
    [
      'a malformed card in a list',
      () => readForm([order, { ...order, body: [null] } as never], { inputs: {} }),
      '[1].body[0] must be an object, got null.',
    ],
  ])('%s', (_, read, message) => {
    expect(read).toThrow(TypeError);
    expect(read).toThrow(message);
  });
});

function problemsOf(read: () => unknown) {
  try {
    read();
  } catch (error) {
    if (error instanceof FormError) return error.problems;
    throw error;
  }
  throw new Error('Nothing was wrong.');
}
