/** Something wrong with a submitted value. */
export interface FormProblem {
  /** The id of the input. */
  readonly id: string;
  /** What is wrong with its value, in words for the person who submitted it: `must be 10 or less`. */
  readonly message: string;
}

/** Thrown by `readForm` for a submission that the card could not have sent, or that doesn't meet its requirements. */
export class FormError extends Error {
  override readonly name = 'FormError';
  /**
   * Why the form could not be read. `invalid`: values are missing or wrong, see `problems`. `outdated`: the submission comes
   * from another card, such as an earlier version of this one, so that filling it in again doesn't help.
   */
  readonly kind: 'invalid' | 'outdated';
  /** What is wrong, by input; empty if the submission belongs to no submit action of the card. */
  readonly problems: readonly FormProblem[];

  constructor(
    message: string,
    problems: readonly FormProblem[] = [],
    kind: FormError['kind'] = problems.length > 0 ? 'invalid' : 'outdated',
  ) {
    super(message);
    this.kind = kind;
    this.problems = problems;
  }
}
