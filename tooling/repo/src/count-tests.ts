/** The parts of vitest's JSON report that are read here. */
interface Report {
  readonly testResults: readonly {
    readonly status: string;
    readonly assertionResults: readonly { readonly status: string }[];
  }[];
}

/**
 * Counts the tests of a JSON report of vitest; an empty text is the report of a run that wrote none. A file that fails
 * without a failed test, because it can't be imported or a hook throws, counts as one failure.
 */
export function countTests(text: string): { passed: number; failed: number; skipped: number } {
  const files = text === '' ? [] : (JSON.parse(text) as Report).testResults;
  const counts = { passed: 0, failed: 0, skipped: 0 };
  for (const { status, assertionResults } of files) {
    const before = counts.failed;
    for (const test of assertionResults) {
      if (test.status === 'passed') counts.passed += 1;
      else if (test.status === 'failed') counts.failed += 1;
      else counts.skipped += 1;
    }
    if (status === 'failed' && counts.failed === before) counts.failed += 1;
  }
  return counts;
}
