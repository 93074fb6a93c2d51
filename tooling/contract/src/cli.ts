import { fileURLToPath } from 'node:url';
import { checkContract } from './check-contract.js';
import { printFaults, printFigures } from './print-report.js';

/** Prints how the packages and Webex's documents differ; exits with 1 if a difference is not accepted. */
const report = await checkContract(fileURLToPath(new URL('../../..', import.meta.url)));
const faults = printFaults(report);
for (const line of [...printFigures(report), ...faults]) console.log(line);
if (faults.length > 0) process.exitCode = 1;
