import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Consumer, programs } from './consumers.js';
import type { Installer } from './installers.js';
import { run } from './run.js';
import { nodes } from './tools.js';

/** Runs a consumer's program in its folder, in each module format and on each Node. */
export async function runPrograms(
  folder: string,
  consumer: Consumer,
  installer: Installer,
  env: Readonly<Record<string, string>>,
): Promise<void> {
  const texts = programs(consumer);
  for (const file of installer.files) {
    writeFileSync(join(folder, file), texts[file]);
    for (const [name, node] of Object.entries(nodes)) {
      const printed = await run(folder, node, [...installer.nodeArguments, file], env);
      if (printed !== consumer.prints) {
        throw new Error(`${name} ${file} in ${folder} prints ${printed}, not ${consumer.prints}`);
      }
    }
  }
}
