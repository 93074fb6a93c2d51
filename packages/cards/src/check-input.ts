import type {
  ChoiceInput,
  DateInput,
  Input,
  NumberInput,
  TextInput,
  TimeInput,
  ToggleInput,
} from './inputs.js';
import { describe, join } from './read-card.js';
import { isDate, isTime } from './read-input.js';

/** Throws a TypeError for an input whose value could not be read, with the path of what is wrong. */
export function checkInput(input: Input, place: string): void {
  checkBoolean(input.isRequired, join(place, 'isRequired'));
  switch (input.type) {
    case 'Input.Text':
      checkText(input, place);
      break;
    case 'Input.Number':
      for (const name of ['min', 'max'] as const) checkNumber(input[name], join(place, name));
      checkOrder(input, place);
      break;
    case 'Input.Date':
      checkMoments(input, place, 'a date: YYYY-MM-DD', isDate);
      break;
    case 'Input.Time':
      checkMoments(input, place, 'a time: HH:MM', isTime);
      break;
    case 'Input.Toggle':
      checkToggle(input, place);
      break;
    case 'Input.ChoiceSet':
      checkChoices(input, place);
      break;
  }
}

function checkText({ maxLength, regex }: TextInput, place: string): void {
  checkNumber(maxLength, join(place, 'maxLength'));
  if (regex === undefined) return;
  try {
    new RegExp(regex);
  } catch (cause) {
    throw new TypeError(`${join(place, 'regex')} is not a regular expression: ${regex}`, { cause });
  }
}

function checkMoments(
  input: DateInput | TimeInput,
  place: string,
  form: string,
  fits: (text: string) => boolean,
): void {
  for (const name of ['min', 'max'] as const) {
    const value: unknown = input[name];
    // The card designer writes an empty text for no limit.
    if (value === undefined || value === '') continue;
    if (typeof value !== 'string' || !fits(value)) {
      throw new TypeError(`${join(place, name)} must be ${form}, got ${describe(value)}.`);
    }
  }
  checkOrder(input, place);
}

function checkToggle({ valueOn = 'true', valueOff = 'false' }: ToggleInput, place: string): void {
  for (const [name, value] of Object.entries({ valueOn, valueOff })) {
    if (typeof value !== 'string') {
      throw new TypeError(`${join(place, name)} must be text, got ${describe(value)}.`);
    }
  }
  if (valueOn !== valueOff) return;
  throw new TypeError(
    `${join(place, 'valueOn')} is the same as valueOff, "${valueOff}": on and off must differ.`,
  );
}

function checkChoices({ choices, isMultiSelect }: ChoiceInput, place: string): void {
  checkBoolean(isMultiSelect, join(place, 'isMultiSelect'));
  const places = new Map<string, string>();
  for (const [index, { value }] of choices.entries()) {
    const choice = `${join(place, 'choices')}[${index}]`;
    const other = places.get(value);
    if (value === '') {
      throw new TypeError(`${choice}.value is empty, which is what is sent if nothing is chosen.`);
    }
    if (other !== undefined) {
      throw new TypeError(`${choice}.value: ${other} has the value "${value}" too. Values must be unique.`);
    }
    if (isMultiSelect === true && value.includes(',')) {
      throw new TypeError(`${choice}.value: "${value}" contains a comma, which separates the chosen values.`);
    }
    places.set(value, choice);
  }
}

function checkOrder({ min, max }: NumberInput | DateInput | TimeInput, place: string): void {
  if (min === undefined || max === undefined || min === '' || max === '' || min <= max) return;
  throw new TypeError(`${join(place, 'min')} is ${min}, more than max, ${max}: no value fits.`);
}

function checkNumber(value: unknown, place: string): void {
  if (value === undefined || (typeof value === 'number' && Number.isFinite(value))) return;
  throw new TypeError(`${place} must be a finite number, got ${describe(value)}.`);
}

function checkBoolean(value: unknown, place: string): void {
  if (value === undefined || typeof value === 'boolean') return;
  throw new TypeError(`${place} must be true or false, got ${describe(value)}.`);
}
