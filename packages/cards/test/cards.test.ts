import { AdaptiveCard, SerializationContext, Versions } from 'adaptivecards';
import { describe, expect, test } from 'vitest';
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
  factSet,
  image,
  imageSet,
  numberInput,
  openUrl,
  richTextBlock,
  showCard,
  submit,
  textBlock,
  textInput,
  textRun,
  timeInput,
  toggleInput,
  toggleVisibility,
} from '../src/index.js';

/** Parses a card with Microsoft's reference implementation, which drops what it doesn't know. */
function readByMicrosoft(json: Card): { complaints: string[]; json: object } {
  const reader = new AdaptiveCard();
  const context = new SerializationContext(Versions.v1_3);
  reader.parse(json, context);
  const heard = Array.from({ length: context.eventCount }, (_, index) => context.getEventAt(index).message);
  const complaints = [
    ...heard,
    ...reader.validateProperties().validationEvents.map(({ message }) => message),
  ];
  return { complaints, json: comparable(reader.toJSON(new SerializationContext(Versions.v1_3)) ?? {}) };
}

/** Microsoft capitalizes enumeration values, adds a $schema, and drops lang and the version of inner cards. */
function comparable(json: object): object {
  const aside = ['$schema', 'lang', 'version'];
  const text = JSON.stringify(json, (name, value) => (aside.includes(name) ? undefined : value));
  return JSON.parse(text.toLowerCase());
}

const everything = card({
  fallbackText: 'A card',
  lang: 'de',
  minHeight: '80px',
  speak: 'A card.',
  verticalContentAlignment: 'center',
  backgroundImage: { url: 'https://example.com/paper.png', fillMode: 'repeat' },
  selectAction: openUrl({ url: 'https://example.com/' }),
  body: [
    textBlock('Hello **Ada**', {
      id: 'title',
      color: 'accent',
      fontType: 'monospace',
      horizontalAlignment: 'center',
      isSubtle: true,
      maxLines: 2,
      size: 'extraLarge',
      weight: 'bolder',
      wrap: true,
      separator: true,
      spacing: 'large',
      height: 'stretch',
      isVisible: false,
    }),
    richTextBlock(
      [
        textRun('loud', {
          color: 'warning',
          highlight: true,
          italic: true,
          size: 'large',
          strikethrough: true,
          underline: true,
          weight: 'bolder',
        }),
      ],
      { horizontalAlignment: 'right' },
    ),
    image('https://example.com/ada.png', {
      altText: 'Ada',
      backgroundColor: '#ff0000',
      height: '40px',
      horizontalAlignment: 'right',
      selectAction: submit({ data: { image: 'ada' } }),
      style: 'person',
      width: '50px',
    }),
    image('https://example.com/grace.png', { size: 'small' }),
    imageSet([image('https://example.com/1.png'), image('https://example.com/2.png')], {
      imageSize: 'small',
    }),
    factSet({ Status: 'open', Owner: 'Ada' }),
    columnSet(
      [
        column([textBlock('left')], { width: 'stretch', verticalContentAlignment: 'bottom', bleed: true }),
        column([textBlock('right')], { width: '50px', style: 'emphasis' }),
      ],
      { horizontalAlignment: 'center', style: 'good', minHeight: '10px' },
    ),
    container(
      [
        textInput({
          id: 'text',
          label: 'Text',
          errorMessage: 'Letters, please',
          isRequired: true,
          isMultiline: true,
          maxLength: 9,
          placeholder: 'abc',
          regex: '^[a-z]+$',
          style: 'email',
          value: 'x',
        }),
        numberInput({ id: 'number', min: 1, max: 9, placeholder: '1', value: 2 }),
        dateInput({
          id: 'date',
          min: '2026-01-01',
          max: '2026-12-31',
          placeholder: 'd',
          value: '2026-05-01',
        }),
        timeInput({ id: 'time', min: '08:00', max: '20:00', placeholder: 't', value: '09:30' }),
        toggleInput({ id: 'toggle', title: 'Yes', value: 'y', valueOn: 'y', valueOff: 'n', wrap: true }),
        choiceInput({
          id: 'choice',
          choices: [
            { title: 'A', value: 'a' },
            { title: 'B', value: 'b' },
          ],
          isMultiSelect: true,
          placeholder: 'pick',
          style: 'expanded',
          value: 'a,b',
          wrap: true,
        }),
      ],
      { style: 'attention', bleed: true, selectAction: toggleVisibility({ targetElements: ['title'] }) },
    ),
    actionSet([submit({ title: 'Here', data: { button: 'here' }, associatedInputs: 'none' })]),
  ],
  actions: [
    submit({ title: 'Send', id: 'send', iconUrl: 'https://example.com/i.png', style: 'positive' }),
    openUrl({ title: 'Open', url: 'https://example.com/' }),
    showCard({ title: 'More', card: card({ body: [textBlock('more')] }) }),
    toggleVisibility({ title: 'Toggle', targetElements: [{ elementId: 'title', isVisible: true }] }),
  ],
});

test('the reference implementation reads a card with everything in it as 1.3, with nothing unknown', () => {
  expect(readByMicrosoft(everything).complaints).toEqual([]);
  expect(readByMicrosoft(everything).json).toEqual(comparable(everything));
  expect(everything.version).toBe('1.3');
});

test('card() returns plain JSON', () => {
  expect(JSON.parse(JSON.stringify(everything))).toEqual(everything);
  expect(card({ body: [textBlock('Hello')] })).toEqual({
    type: 'AdaptiveCard',
    version: '1.3',
    body: [{ type: 'TextBlock', text: 'Hello' }],
  });
});

test('factSet() takes pairs or a list', () => {
  const facts = [{ title: 'Status', value: 'open' }];
  expect(factSet({ Status: 'open' })).toEqual(factSet(facts));
});

/** Something malformed, as it can come from JSON or from untyped code. */
const written = (parts: object): Card => ({ type: 'AdaptiveCard', version: '1.3', ...parts }) as Card;
const choices = (...values: unknown[]) => values.map((value) => ({ title: 'A title', value }));

describe('card() and attach() reject, with the path of what is wrong,', () => {
  test.each<[string, () => unknown, string]>([
    [
      'two inputs with the same id',
      () => card({ body: [textInput({ id: 'a' }), container([numberInput({ id: 'a' })])] }),
      'body[1].items[0].id: body[0] has the id "a" too. Ids must be unique in a card.',
    ],
    [
      'an id that is used again in a card that is shown',
      () =>
        card({
          body: [textInput({ id: 'a' })],
          actions: [showCard({ card: card({ body: [textInput({ id: 'a' })] }) })],
        }),
      'actions[0].card.body[0].id: body[0] has the id "a" too.',
    ],
    [
      'an input without an id',
      () => card({ body: [columnSet([column([textInput({ id: '' })])])] }),
      'body[0].columns[0].items[0].id is missing: the value of an Input.Text is named by it.',
    ],
    [
      'six buttons at the bottom of a card',
      () => card({ actions: Array.from({ length: 6 }, (_, data) => submit({ data: { data } })) }),
      'actions can have five actions, not 6.',
    ],
    [
      'six buttons in an action set',
      () =>
        card({
          body: [container([actionSet(Array.from({ length: 6 }, (_, n) => submit({ data: { n } })))])],
        }),
      'body[0].items[0].actions can have five actions, not 6.',
    ],
    [
      'a comma in a value of a multiple choice',
      () =>
        card({
          body: [choiceInput({ id: 'a', isMultiSelect: true, choices: [{ title: 'A', value: 'a,b' }] })],
        }),
      'body[0].choices[0].value: "a,b" contains a comma, which separates the chosen values.',
    ],
    [
      'two choices with the same value',
      () => card({ body: [choiceInput({ id: 'a', choices: choices('x', 'y', 'x') as never })] }),
      'body[0].choices[2].value: body[0].choices[0] has the value "x" too. Values must be unique.',
    ],
    [
      'a choice with an empty value',
      () => card({ body: [choiceInput({ id: 'a', choices: choices('x', '') as never })] }),
      'body[0].choices[1].value is empty, which is what is sent if nothing is chosen.',
    ],
    [
      'a toggle whose values for on and off are the same',
      () => card({ body: [toggleInput({ id: 'a', title: 'A', valueOn: 'false' })] }),
      'body[0].valueOn is the same as valueOff, "false": on and off must differ.',
    ],
    [
      'an invalid regex',
      () => card({ body: [textInput({ id: 'a', regex: '(' })] }),
      'body[0].regex is not a regular expression: (',
    ],
    [
      'limits that no value can meet',
      () => card({ body: [dateInput({ id: 'a', min: '2026-02-01', max: '2026-01-31' })] }),
      'body[0].min is 2026-02-01, more than max, 2026-01-31: no value fits.',
    ],
    [
      'a limit that is not a date',
      () => card({ body: [dateInput({ id: 'a', min: '1.2.2026' })] }),
      'body[0].min must be a date: YYYY-MM-DD, got the text "1.2.2026".',
    ],
    [
      'a URL without a scheme',
      () => card({ actions: [openUrl({ url: 'example.com' })] }),
      'actions[0].url must be an absolute URL, got the text "example.com".',
    ],
    [
      'data with the name of an input',
      () => card({ body: [textInput({ id: 'a' })], actions: [submit({ data: { a: 1 } })] }),
      'actions[0].data.a has the name of an input, body[0]: one would hide the other.',
    ],
    [
      'two submits without data',
      () => card({ actions: [submit({ title: 'Yes' }), submit({ title: 'No' })] }),
      'actions[1]: nothing that is submitted tells it from actions[0]. Give each a different `data`.',
    ],
    [
      'two submits whose data differ in type only, as apps may send text',
      () => card({ actions: [submit({ data: { n: 1 } })], selectAction: submit({ data: { n: '1' } }) }),
      'selectAction: nothing that is submitted tells it from actions[0].',
    ],
    [
      'a submit of a card that is shown and sends what the outer one sends',
      () =>
        card({
          body: [textInput({ id: 'a' })],
          actions: [submit(), showCard({ card: card({ actions: [submit({ title: 'Now' })] }) })],
        }),
      'actions[1].card.actions[0]: nothing that is submitted tells it from actions[0].',
    ],
    [
      'an inline action like a button',
      () =>
        attach(
          written({
            body: [{ type: 'Input.Text', id: 'a', inlineAction: { type: 'Action.Submit' } }],
            actions: [submit()],
          }),
        ),
      'nothing that is submitted tells it from',
    ],
    [
      'an element of a later version',
      () => attach(written({ body: [{ type: 'Table' }] })),
      'body[0].type: Adaptive Cards 1.3, the newest that Webex shows, has no Table. Use one of TextBlock, ',
    ],
    [
      'an action of a later version',
      () => attach(written({ actions: [{ type: 'Action.Execute' }] })),
      'has no Action.Execute. Use one of Action.Submit, Action.OpenUrl, Action.ShowCard, Action.ToggleVisibility.',
    ],
    [
      'a card of a later version',
      () => attach(written({ version: '1.5' })),
      'version must be one of 1.0, 1.1, 1.2, 1.3 for Webex, got the text "1.5".',
    ],
    ['a card without a type', () => attach({ body: [] }), 'type must be "AdaptiveCard", got undefined.'],
    ['null', () => attach(null as never), 'A card must be an object, got null.'],
    [
      'JSON text',
      () => attach('{"type":"AdaptiveCard"}' as never),
      'A card must be an object, got the text "{\\"type\\":\\"AdaptiveCard\\"}": if it is JSON, parse it first.',
    ],
    ['an array', () => attach([written({})]), 'A card must be an object, got an array.'],
    ['a body of null', () => attach(written({ body: null })), 'body must be an array, got null.'],
    [
      'items that are an object',
      () => attach(written({ body: { 0: {} } })),
      'body must be an array, got an object.',
    ],
    ['an element of null', () => attach(written({ body: [null] })), 'body[0] must be an object, got null.'],
    [
      'a hole in a list',
      () => attach(written({ body: [{ type: 'Container', items: new Array(1) }] })),
      'body[0].items[0] must be an object, got undefined.',
    ],
    [
      'an element without a type',
      () => attach(written({ body: [{ text: 'Hello' }] })),
      'body[0].type is missing: it must be one of TextBlock, ',
    ],
    [
      'a type that is no text',
      () => attach(written({ body: [{ type: 5 }] })),
      'body[0].type: Adaptive Cards 1.3, the newest that Webex shows, has no type that is the number 5.',
    ],
    [
      'a title that is no text',
      () =>
        attach(
          written({
            body: [
              { type: 'ActionSet', actions: [] },
              { type: 'ActionSet', actions: [{ type: 'Action.Submit', title: 7 }] },
            ],
          }),
        ),
      'body[1].actions[0].title must be text, got the number 7.',
    ],
    [
      'a choice input without choices',
      () => attach(written({ body: [{ type: 'Input.ChoiceSet', id: 'a' }] })),
      'body[0].choices is missing: it must be an array of choices.',
    ],
    [
      'a choice of null',
      () => attach(written({ body: [{ type: 'Input.ChoiceSet', id: 'a', choices: [null] }] })),
      'body[0].choices[0] must be an object, got null.',
    ],
    [
      'a choice whose value is a number',
      () => attach(written({ body: [{ type: 'Input.ChoiceSet', id: 'a', choices: choices(1) }] })),
      'body[0].choices[0].value must be text, got the number 1.',
    ],
    [
      'a fact without a value',
      () => attach(written({ body: [{ type: 'FactSet', facts: [{ title: 'A' }] }] })),
      'body[0].facts[0].value is missing: it must be text.',
    ],
    [
      'data that is text',
      () => attach(written({ actions: [{ type: 'Action.Submit', data: 'x' }] })),
      'actions[0].data must be an object, got the text "x": if it is JSON, parse it first.',
    ],
    [
      'a showCard without a card',
      () => attach(written({ actions: [{ type: 'Action.ShowCard' }] })),
      'actions[0].card must be an object, got undefined.',
    ],
    [
      'a toggle of no elements',
      () => attach(written({ selectAction: { type: 'Action.ToggleVisibility' } })),
      'selectAction.targetElements must be an array, got undefined.',
    ],
    [
      'a limit that is no number',
      () => attach(written({ body: [{ type: 'Input.Number', id: 'a', max: '9' }] })),
      'body[0].max must be a finite number, got the text "9".',
    ],
    [
      'a flag that is no boolean',
      () => attach(written({ body: [{ type: 'Input.Date', id: 'a', isRequired: 'true' }] })),
      'body[0].isRequired must be true or false, got the text "true".',
    ],
    ['a card that contains itself', () => attach(circular()), 'is more than 100 levels deep in the card.'],
  ])('%s', (_, make, message) => {
    expect(make).toThrow(TypeError);
    expect(make).toThrow(message);
  });
});

function circular(): Card {
  const items: unknown[] = [];
  items.push({ type: 'Container', items });
  return written({ body: items });
}

describe('card() and attach() accept', () => {
  test.each<[string, object]>([
    ['lists that the card designer leaves out', { body: [{ type: 'Container' }, { type: 'ColumnSet' }] }],
    [
      'columns and images without a type',
      {
        body: [
          { type: 'ColumnSet', columns: [{ items: [{ type: 'Input.Text', id: 'a' }] }] },
          { type: 'ImageSet', images: [{ url: 'https://example.com/a.png' }] },
        ],
      },
    ],
    ['empty limits', { body: [{ type: 'Input.Time', id: 'a', min: '', max: '' }] }],
    [
      'five buttons here and five there',
      { actions: five('a'), body: [{ type: 'ActionSet', actions: five('b') }] },
    ],
    [
      'submits that differ in the inputs they send',
      { body: [{ type: 'Input.Text', id: 'a' }], actions: [submit(), submit({ associatedInputs: 'none' })] },
    ],
  ])('%s', (_, parts) => {
    expect(attach(written(parts)).content).toEqual(written(parts));
  });
});

function five(name: string) {
  return Array.from({ length: 5 }, (_, index) => submit({ data: { [name]: index } }));
}

test('attach() wraps a card with its content type, written by hand or not', () => {
  const byHand = { type: 'AdaptiveCard', version: '1.2', body: [{ type: 'Media', sources: [] }] };
  expect(attach(byHand)).toEqual({
    contentType: 'application/vnd.microsoft.card.adaptive',
    content: byHand,
  });
  expect(attach(everything).content).toBe(everything);
});
