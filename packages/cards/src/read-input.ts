import type {
  ChoiceInput,
  DateInput,
  Input,
  NumberInput,
  TextInput,
  TimeInput,
  ToggleInput,
} from './inputs.js';

/** The value of an input, or what is wrong with it. */
export type Reading = { readonly value: unknown } | { readonly problem: string };

/** Reads the value that was sent for an input, mostly as text. No app need have checked it. */
export function readInput(input: Input, sent: unknown): Reading {
  const answered = sent !== undefined && sent !== null && sent !== '';
  if (!answered && input.isRequired === true) return { problem: 'is required' };
  if (!answered) return { value: unanswered(input) };
  switch (input.type) {
    case 'Input.Text':
      return readText(input, sent);
    case 'Input.Number':
      return readNumber(input, sent);
    case 'Input.Date':
      return readMoment(input, sent, 'a date: YYYY-MM-DD', isDate);
    case 'Input.Time':
      return readMoment(input, sent, 'a time: HH:MM', isTime);
    case 'Input.Toggle':
      return readToggle(input, sent);
    case 'Input.ChoiceSet':
      return readChoice(input, sent);
  }
}

function unanswered(input: Input): unknown {
  if (input.type === 'Input.Text') return '';
  if (input.type === 'Input.Toggle') return false;
  return input.type === 'Input.ChoiceSet' && input.isMultiSelect === true ? [] : undefined;
}

function readText({ maxLength = Infinity, regex }: TextInput, sent: unknown): Reading {
  if (typeof sent !== 'string') return { problem: 'must be text' };
  if ([...sent].length > maxLength) return { problem: `must be ${maxLength} characters or fewer` };
  // As in the apps: no flags, and a match of a part is enough.
  if (regex !== undefined && !new RegExp(regex).test(sent)) return { problem: `must match ${regex}` };
  return { value: sent };
}

/** A decimal number: no exponent, no hexadecimal digits. */
const decimal = /^\s*[+-]?(?:\d+(?:\.\d+)?|\.\d+)\s*$/;

function readNumber({ min = -Infinity, max = Infinity }: NumberInput, sent: unknown): Reading {
  const value = typeof sent === 'string' && decimal.test(sent) ? Number(sent) : sent;
  if (typeof value !== 'number' || !Number.isFinite(value)) return { problem: 'must be a number' };
  if (value < min) return { problem: `must be ${min} or more` };
  return value > max ? { problem: `must be ${max} or less` } : { value };
}

/** Dates and times in these formats compare as text. */
function readMoment(
  { min = '', max = '' }: DateInput | TimeInput,
  sent: unknown,
  form: string,
  fits: (text: string) => boolean,
): Reading {
  if (typeof sent !== 'string' || !fits(sent)) return { problem: `must be ${form}` };
  if (sent < min) return { problem: `must be ${min} or later` };
  return max !== '' && sent > max ? { problem: `must be ${max} or earlier` } : { value: sent };
}

/** Returns whether a text is a date that exists: `YYYY-MM-DD`. */
export function isDate(text: string): boolean {
  const time = /^\d{4}-\d\d-\d\d$/.test(text) ? Date.parse(text) : Number.NaN;
  // Some engines read 31 February as a day of March.
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

/** Returns whether a text is a time of day: `HH:MM`. */
export function isTime(text: string): boolean {
  return /^([01]\d|2[0-3]):[0-5]\d$/.test(text);
}

function readToggle(
  { valueOn = 'true', valueOff = 'false', isRequired }: ToggleInput,
  sent: unknown,
): Reading {
  const value = typeof sent === 'boolean' ? String(sent) : sent;
  if (value === valueOn) return { value: true };
  if (value !== valueOff) return { problem: `must be "${valueOn}" or "${valueOff}"` };
  return isRequired === true ? { problem: 'is required' } : { value: false };
}

function readChoice({ choices, isMultiSelect }: ChoiceInput, sent: unknown): Reading {
  if (typeof sent !== 'string') return { problem: 'must be text' };
  const chosen = isMultiSelect === true ? sent.split(',') : [sent];
  const values = new Set(choices.map(({ value }) => value));
  const unknown = chosen.find((one) => !values.has(one));
  if (unknown !== undefined) return { problem: `has no choice "${unknown}"` };
  return { value: isMultiSelect === true ? [...new Set(chosen)] : sent };
}
