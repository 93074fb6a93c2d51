import type { ElementOptions } from './elements.js';

/** What every input can have. */
interface InputOptions<Id extends string, Required extends boolean> extends ElementOptions {
  /** What the form calls the value; no two inputs of a card can have the same. */
  readonly id: Id;
  readonly label?: string | undefined;
  /** Webex's apps submit the card only once it is filled in. */
  readonly isRequired?: Required | undefined;
  /** What the apps say where it isn't filled in rightly. */
  readonly errorMessage?: string | undefined;
}

export interface TextInputOptions<Id extends string> extends InputOptions<Id, boolean> {
  readonly isMultiline?: boolean | undefined;
  /** A hint to the apps, and held to by readForm. */
  readonly maxLength?: number | undefined;
  readonly placeholder?: string | undefined;
  /** What the whole text has to match, in JavaScript's syntax with the flag `u`. */
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
  /** What stands beside the box. */
  readonly title: string;
  /** `valueOn` or `valueOff`. Default: off. */
  readonly value?: string | undefined;
  /** What is sent for off. Default: `false`. */
  readonly valueOff?: string | undefined;
  /** What is sent for on. Default: `true`. */
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
  readonly choices: readonly Choice<Value>[];
  /** Whether several can be chosen. Their values can't hold commas then. */
  readonly isMultiSelect?: Several | undefined;
  readonly placeholder?: string | undefined;
  /** A menu, or all choices to see. Default: `compact`. */
  readonly style?: 'compact' | 'expanded' | undefined;
  /** The choice to begin with; of several, with commas between them. */
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

/** Anything that asks for a value. */
export type Input = TextInput | NumberInput | DateInput | TimeInput | ToggleInput | ChoiceInput;

/** Asks for a text. In the form: a string, empty where there was no answer. */
export function textInput<const Id extends string>(input: TextInputOptions<Id>): TextInput<Id> {
  return { type: 'Input.Text', ...input };
}

/** Asks for a number. In the form: a number. */
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

/** Asks yes or no. In the form: a boolean. */
export function toggleInput<const Id extends string>(input: ToggleInputOptions<Id>): ToggleInput<Id> {
  return { type: 'Input.Toggle', ...input };
}

/** Asks to choose. In the form: the value of the choice or, with `isMultiSelect`, a list of values. */
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
