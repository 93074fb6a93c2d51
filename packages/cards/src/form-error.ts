/** Something wrong with a value that was submitted. */
export interface FormProblem {
  /** The id of the input. */
  readonly id: string;
  /** What is wrong with its value, as a person can be told: `must be 10 or less`. */
  readonly message: string;
}

/** What was submitted is nothing that the card could have sent, or not filled in as it asks. */
export class FormError extends Error {
  override readonly name = 'FormError';
  /** What is wrong, by input; empty where the submission belongs to another card. */
  readonly problems: readonly FormProblem[];

  constructor(message: string, problems: readonly FormProblem[] = []) {
    super(message);
    this.problems = problems;
  }
}
