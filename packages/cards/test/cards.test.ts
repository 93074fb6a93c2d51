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

/** What Microsoft's own implementation says of a card, and makes of it: it drops what it doesn't know. */
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

/** Microsoft writes the words of enumerations with a capital, adds a $schema, and keeps no lang or inner version. */
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

test('a card with everything in it is one of 1.3 to Microsoft, and nothing of it is unknown there', () => {
  expect(readByMicrosoft(everything).complaints).toEqual([]);
  expect(readByMicrosoft(everything).json).toEqual(comparable(everything));
  expect(everything.version).toBe('1.3');
});

test('a card is plain JSON', () => {
  expect(JSON.parse(JSON.stringify(everything))).toEqual(everything);
  expect(card({ body: [textBlock('Hello')] })).toEqual({
    type: 'AdaptiveCard',
    version: '1.3',
    body: [{ type: 'TextBlock', text: 'Hello' }],
  });
});

test('facts are given as pairs or as a list', () => {
  const facts = [{ title: 'Status', value: 'open' }];
  expect(factSet({ Status: 'open' })).toEqual(factSet(facts));
});

describe('what Webex would refuse, or nobody could use, is a TypeError', () => {
  test.each([
    [
      'two inputs with one id',
      () => card({ body: [textInput({ id: 'a' }), container([numberInput({ id: 'a' })])] }),
      'Two elements of the card have the id "a".',
    ],
    [
      'two inputs with one id, one of them in a card that is shown',
      () =>
        card({
          body: [textInput({ id: 'a' })],
          actions: [showCard({ card: card({ body: [textInput({ id: 'a' })] }) })],
        }),
      'Two elements of the card have the id "a".',
    ],
    [
      'an input without an id',
      () => card({ body: [columnSet([column([textInput({ id: '' })])])] }),
      'An Input.Text needs an id: its value bears that name.',
    ],
    [
      'six buttons',
      () => card({ actions: [submit(), submit(), submit(), submit(), submit(), submit()] }),
      'A card can have five actions, not 6.',
    ],
    [
      'a choice of several with a comma',
      () =>
        card({
          body: [choiceInput({ id: 'a', isMultiSelect: true, choices: [{ title: 'A', value: 'a,b' }] })],
        }),
      '"a,b" of a holds a comma, which is what comes between choices.',
    ],
    [
      'a regex that is none',
      () => card({ body: [textInput({ id: 'a', regex: '(' })] }),
      'The regex of a is none: (',
    ],
    [
      'an address without a host',
      () => card({ actions: [openUrl({ url: 'example.com' })] }),
      'The url of an Action.OpenUrl must be a whole address, not "example.com".',
    ],
    [
      'data that hides an input',
      () => card({ body: [textInput({ id: 'a' })], actions: [submit({ data: { a: 1 } })] }),
      'An Action.Submit has data named as an input is: "a". One would hide the other.',
    ],
    [
      'an element of a later version',
      () => attach({ type: 'AdaptiveCard', version: '1.3', body: [{ type: 'Table' }] }),
      'Adaptive Cards 1.3, the newest that Webex shows, has no Table: TextBlock, ',
    ],
    [
      'an action of a later version',
      () => attach({ type: 'AdaptiveCard', version: '1.3', actions: [{ type: 'Action.Execute' }] }),
      'has no Action.Execute: Action.Submit, Action.OpenUrl, Action.ShowCard, Action.ToggleVisibility.',
    ],
    [
      'a card of a later version',
      () => attach({ type: 'AdaptiveCard', version: '1.5', body: [] }),
      'Webex shows cards of the versions 1.0, 1.1, 1.2, 1.3, not 1.5.',
    ],
    ['anything else', () => attach({ body: [] }), 'A card has the type "AdaptiveCard".'],
  ])('%s', (_, make, message) => {
    expect(make).toThrow(TypeError);
    expect(make).toThrow(message);
  });
});

test('an attachment is a card with its content type, written by hand or not', () => {
  const written = { type: 'AdaptiveCard', version: '1.2', body: [{ type: 'Media', sources: [] }] };
  expect(attach(written)).toEqual({
    contentType: 'application/vnd.microsoft.card.adaptive',
    content: written,
  });
  expect(attach(everything).content).toBe(everything);
});
