import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** Runs a command to its end; returns its output, or throws an error that contains it. */
export async function run(
  folder: string,
  command: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv = process.env,
): Promise<string> {
  try {
    const { stdout } = await promisify(execFile)(command, args, { cwd: folder, env, maxBuffer: 2 ** 26 });
    return stdout;
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string };
    throw new Error(`${command} ${args.join(' ')} in ${folder}\n${stdout}${stderr}`, { cause: error });
  }
}
