/** The same error, with a sentence more to its message. */
export function explain(error: unknown, sentence: string): unknown {
  if (error instanceof Error) error.message += ` ${sentence}`;
  return error;
}
