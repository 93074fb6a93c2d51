import { describe, expect, test } from 'vitest';
import { checkParameters } from '../../src/request/parameter-rules.js';

const empties = [undefined, null, '', ' \n\t', [], [''], [null, ' ']];
const full = [0, false, 'a', ['', 'a'], {}, [{}], new Blob([])];

describe('a required parameter', () => {
  test.each(empties)('is a TypeError if it is %j', (value) => {
    expect(() => checkParameters({ title: value }, { required: ['title'] })).toThrow(TypeError);
  });

  test.each(full)('is accepted if it is %j', (value) => {
    expect(() => checkParameters({ title: value }, { required: ['title'] })).not.toThrow();
  });

  test.each([
    [{}, '"title" is required.'],
    [{ title: null }, '"title" is required.'],
    [{ title: '  ' }, '"title" must not be empty.'],
    [{ title: [''] }, '"title" must not be empty.'],
  ])('throws for %j with the reason', (parameters, message) => {
    expect(() => checkParameters(parameters, { required: ['title'] })).toThrow(new TypeError(message));
  });
});

describe('atLeastOne and exactlyOne', () => {
  test.each(empties)("don't count %j as given", (value) => {
    const parameters = { a: value, b: value };
    expect(() => checkParameters(parameters, { atLeastOne: ['a', 'b'] })).toThrow(
      /One of "a" and "b" is required/,
    );
    expect(() => checkParameters(parameters, { exactlyOne: ['a', 'b'] })).toThrow(
      /One of "a" and "b" is required/,
    );
    expect(() => checkParameters({ a: value, b: 'x' }, { exactlyOne: ['a', 'b'] })).not.toThrow();
  });

  test('name the empty parameters in the error', () => {
    const rules = { atLeastOne: ['text', 'files', 'markdown'] };
    expect(() => checkParameters({ text: ' ', files: [] }, rules)).toThrow(
      'One of "text", "files", and "markdown" is required, "text" and "files" are empty.',
    );
    expect(() => checkParameters({ markdown: '' }, rules)).toThrow('"markdown" is empty.');
  });

  test("accept a parameter that the rules don't know in place of one group each", () => {
    const rules = { exactlyOne: ['to', 'cc'], atLeastOne: ['text', 'markdown'] };
    const check = (parameters: object, extra: object) =>
      checkParameters({ ...parameters, ...extra }, rules, extra);
    expect(() => check({ to: 'A' }, { html: '<b>' })).not.toThrow();
    expect(() => check({ text: 'hello' }, { bcc: 'A' })).not.toThrow();
    expect(() => check({}, { html: '<b>', bcc: 'A' })).not.toThrow();
    expect(() => check({}, { html: '<b>' })).toThrow(/One of "to" and "cc" is required/);
    expect(() => check({ to: 'A' }, { html: '' })).toThrow(/One of "text" and "markdown" is required/);
    expect(() => check({ to: 'A', text: 'hello' }, { cc: 'B' })).toThrow(/Only one of "to" and "cc"/);
    // One of the group itself doesn't stand for another group.
    expect(() => check({}, { to: 'A' })).toThrow(/One of "text" and "markdown" is required/);
  });
});

describe('exclusive parameters', () => {
  const rules = { exclusive: [['orgPublicSpaces', 'type']] };

  test.each(empties)("don't count %j as given", (value) => {
    expect(() => checkParameters({ orgPublicSpaces: true, type: value }, rules)).not.toThrow();
  });

  test('may be given with a flag that is false', () => {
    expect(() => checkParameters({ orgPublicSpaces: false, type: 'group' }, rules)).not.toThrow();
    expect(() => checkParameters({ orgPublicSpaces: true, type: 'group' }, rules)).toThrow(/Only one of/);
  });
});

test('an unsupported parameter is a TypeError with its advice, unless it is empty', () => {
  const rules = { unsupported: { files: 'Send another message.' } };
  expect(() => checkParameters({ files: ['https://a.example'] }, rules)).toThrow(
    '"files" can\'t be given here. Send another message.',
  );
  expect(() => checkParameters({ files: [] }, rules)).not.toThrow();
});
