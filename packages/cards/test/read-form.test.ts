import { startEmulator } from '@wxt/emulator';
import { WebexTeamsAPI } from '@wxt/sdk';
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
    textInput({ id: 'name', isRequired: true, maxLength: 5, regex: '^\\p{L}+$' }),
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

test('values are read by the kinds of the inputs', () => {
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
])('what was not answered and is %s reads the same', (_, none) => {
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

test('values may come as JSON has them, too', () => {
  const form = readForm(survey, { inputs: { ...filledIn, age: 36, agree: true } });
  expect(form).toMatchObject({ age: 36, agree: true });
});

describe('what the card could not have sent is refused', () => {
  test.each([
    ['name', '', 'is required'],
    ['name', 'Charles', 'must be 5 characters or fewer'],
    ['name', 'R2D2', 'must match ^\\p{L}+$'],
    ['name', ['Ada'], 'must be text'],
    ['age', 'old', 'must be a number'],
    ['age', ' ', 'must be a number'],
    ['age', 'Infinity', 'must be a number'],
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

  test('all that is wrong is told at once', () => {
    const read = () => readForm(survey, { inputs: { ...filledIn, name: '', age: 'old' } });
    expect(problemsOf(read)).toHaveLength(2);
    expect(read).toThrow(
      'What was submitted is not what the card asks for: name is required, age must be a number.',
    );
  });
});

test('names that every object has are no answers', () => {
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

describe('with several ways to submit', () => {
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

  test('the data says which it was, and comes with the values', () => {
    const inputs = { why: 'because', decision: 'approve', order: { id: 7 } };
    expect(readForm(question, { inputs })).toEqual(inputs);
  });

  test('one that sends no inputs asks for none', () => {
    expect(readForm(question, { inputs: { decision: 'later' } })).toEqual({ decision: 'later' });
  });

  test('a card that is shown sends the inputs around it too', () => {
    const inputs = { why: 'because', reason: 'too dear', decision: 'reject' };
    expect(readForm(question, { inputs })).toEqual(inputs);
    const problems = problemsOf(() => readForm(question, { inputs: { decision: 'reject', why: 'x' } }));
    expect(problems).toEqual([{ id: 'reason', message: 'is required' }]);
  });

  test('data that no button has belongs to no card', () => {
    const read = () => readForm(question, { inputs: { why: 'x', decision: 'approve', order: { id: 8 } } });
    expect(read).toThrow(new FormError('What was submitted belongs to no submit action of this card.'));
  });

  test('without data, the inputs that came say which it was', () => {
    const more = (id: string) => showCard({ card: card({ body: [textInput({ id })], actions: [submit()] }) });
    const plain = card({ actions: [more('one'), more('two')] });
    expect(readForm(plain, { inputs: { two: 'x' } })).toEqual({ two: 'x' });
  });
});

test('a card goes to the service, and what is submitted comes back typed', async () => {
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

function problemsOf(read: () => unknown) {
  try {
    read();
  } catch (error) {
    if (error instanceof FormError) return error.problems;
    throw error;
  }
  throw new Error('Nothing was wrong.');
}
