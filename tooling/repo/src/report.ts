import type { Finding } from './workspace.js';

/** Prints what a check found, and makes the program fail if that is anything. */
export function report(what: string, findings: readonly Finding[]): void {
  console.log(`${findings.length === 0 ? 'ok    ' : 'FAILED'} ${what}`);
  for (const { place, message } of findings) console.log(`       ${place}: ${message}`);
  if (findings.length > 0) process.exitCode = 1;
}
