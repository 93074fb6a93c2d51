import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** Runs a command to its end; answers its output and whether it succeeded. */
export async function runCommand(
  root: string,
  command: string,
  args: readonly string[],
): Promise<{ succeeded: boolean; output: string }> {
  const env = { ...process.env, TURBO_TELEMETRY_DISABLED: '1' };
  try {
    const { stdout, stderr } = await promisify(execFile)(command, args, {
      cwd: root,
      env,
      maxBuffer: 2 ** 26,
    });
    return { succeeded: true, output: stdout + stderr };
  } catch (error) {
    const {
      stdout = '',
      stderr = '',
      message,
    } = error as { stdout?: string; stderr?: string; message: string };
    return { succeeded: false, output: stdout + stderr || message };
  }
}
