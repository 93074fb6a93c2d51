import type { ElementOptions } from './elements.js';

/** Options of every input. */
interface InputOptions<Id extends string, Required extends boolean> extends ElementOptions {
  /** The name of the value in the form; unique in the card, cards that it shows included. */
  readonly id: Id;
  readonly label?: string | undefined;
  /** Whether a value is required. Webex's apps don't submit the card without it, and readForm checks it. */
  readonly isRequired?: Required | undefined;
  /** Shown by the apps if the value is missing or invalid. */
  readonly errorMessage?: string | undefined;
}

export interface TextInputOptions<Id extends string> extends InputOptions<Id, boolean> {
  readonly isMultiline?: boolean | undefined;
  /** In characters. Enforced by readForm, and by apps that support it. */
  readonly maxLength?: number | undefined;
  readonly placeholder?: string | undefined;
  /**
   * A JavaScript regular expression without flags, as in Webex's apps. It can match anywhere in the text: start it with
   * `^` and end it with `$` to match all of it. Without the `u` flag, `\p{L}` doesn't stand for a letter. An empty text is
   * not matched; see `isRequired`.
   */
  readonly regex?: string | undefined;
  readonly style?: 'text' | 'tel' | 'url' | 'email' | undefined;
  readonly value?: string | undefined;
}

export interface TextInput<Id extends string = string> extends TextInputOptions<Id> {
  readonly type: 'Input.Text';
}

export interface NumberInputOptions<Id extends string, Required extends boolean>
  extends InputOptions<Id, Required> {
  readonly max?: number | undefined;
  readonly min?: number | undefined;
  readonly placeholder?: string | undefined;
  readonly value?: number | undefined;
}

export interface NumberInput<Id extends string = string, Required extends boolean = boolean>
  extends NumberInputOptions<Id, Required> {
  readonly type: 'Input.Number';
}

export interface DateInputOptions<Id extends string, Required extends boolean>
  extends InputOptions<Id, Required> {
  /** The latest; `YYYY-MM-DD`. */
  readonly max?: string | undefined;
  /** The earliest; `YYYY-MM-DD`. */
  readonly min?: string | undefined;
  readonly placeholder?: string | undefined;
  /** `YYYY-MM-DD`. */
  readonly value?: string | undefined;
}

export interface DateInput<Id extends string = string, Required extends boolean = boolean>
  extends DateInputOptions<Id, Required> {
  readonly type: 'Input.Date';
}

export interface TimeInputOptions<Id extends string, Required extends boolean>
  extends InputOptions<Id, Required> {
  /** The latest; `HH:MM`, of 24 hours. */
  readonly max?: string | undefined;
  /** The earliest; `HH:MM`, of 24 hours. */
  readonly min?: string | undefined;
  readonly placeholder?: string | undefined;
  /** `HH:MM`, of 24 hours. */
  readonly value?: string | undefined;
}

export interface TimeInput<Id extends string = string, Required extends boolean = boolean>
  extends TimeInputOptions<Id, Required> {
  readonly type: 'Input.Time';
}

export interface ToggleInputOptions<Id extends string> extends InputOptions<Id, boolean> {
  /** Shown beside the box. */
  readonly title: string;
  /** `valueOn` or `valueOff`. Default: off. */
  readonly value?: string | undefined;
  /** The value for off. Default: `false`. */
  readonly valueOff?: string | undefined;
  /** The value for on. Default: `true`. */
  readonly valueOn?: string | undefined;
  readonly wrap?: boolean | undefined;
}

export interface ToggleInput<Id extends string = string> extends ToggleInputOptions<Id> {
  readonly type: 'Input.Toggle';
}

export interface Choice<Value extends string = string> {
  readonly title: string;
  readonly value: Value;
}

export interface ChoiceInputOptions<
  Id extends string,
  Value extends string,
  Several extends boolean,
  Required extends boolean,
> extends InputOptions<Id, Required> {
  /** Each choice needs a `value` of its own, which can't be empty. */
  readonly choices: readonly Choice<Value>[];
  /** Whether several can be chosen. Values can't contain commas then. */
  readonly isMultiSelect?: Several | undefined;
  readonly placeholder?: string | undefined;
  /** `compact` is a menu, `expanded` shows all choices. Default: `compact`. */
  readonly style?: 'compact' | 'expanded' | undefined;
  /** The initial choice; several are separated by commas. */
  readonly value?: string | undefined;
  readonly wrap?: boolean | undefined;
}

export interface ChoiceInput<
  Id extends string = string,
  Value extends string = string,
  Several extends boolean = boolean,
  Required extends boolean = boolean,
> extends ChoiceInputOptions<Id, Value, Several, Required> {
  readonly type: 'Input.ChoiceSet';
}

/** Any input. */
export type Input = TextInput | NumberInput | DateInput | TimeInput | ToggleInput | ChoiceInput;

/** Asks for text. In the form: a string, empty if there is no answer. */
export function textInput<const Id extends string>(input: TextInputOptions<Id>): TextInput<Id> {
  return { type: 'Input.Text', ...input };
}

/** Asks for a decimal number. In the form: a number. */
export function numberInput<const Id extends string, const Required extends boolean = false>(
  input: NumberInputOptions<Id, Required>,
): NumberInput<Id, NoInfer<Required>> {
  return { type: 'Input.Number', ...input };
}

/** Asks for a date. In the form: `YYYY-MM-DD`. */
export function dateInput<const Id extends string, const Required extends boolean = false>(
  input: DateInputOptions<Id, Required>,
): DateInput<Id, NoInfer<Required>> {
  return { type: 'Input.Date', ...input };
}

/** Asks for a time of day. In the form: `HH:MM`. */
export function timeInput<const Id extends string, const Required extends boolean = false>(
  input: TimeInputOptions<Id, Required>,
): TimeInput<Id, NoInfer<Required>> {
  return { type: 'Input.Time', ...input };
}

/** Asks for yes or no. In the form: a boolean. */
export function toggleInput<const Id extends string>(input: ToggleInputOptions<Id>): ToggleInput<Id> {
  return { type: 'Input.Toggle', ...input };
}

/** Asks for a choice. In the form: the value of the choice or, with `isMultiSelect`, an array of values. */
export function choiceInput<
  const Id extends string,
  const Value extends string,
  const Several extends boolean = false,
  const Required extends boolean = false,
>(
  input: ChoiceInputOptions<Id, Value, Several, Required>,
): ChoiceInput<Id, Value, NoInfer<Several>, NoInfer<Required>> {
  return { type: 'Input.ChoiceSet', ...input };
}
