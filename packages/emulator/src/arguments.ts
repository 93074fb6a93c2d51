import { parseArgs } from 'node:util';
import type { EmulatorOptions } from './start-emulator.js';

/** The command line makes no sense; the message says why. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** What the command line asks for: `help`, or an emulator. */
export function readArguments(args: readonly string[]): EmulatorOptions | 'help' {
  const { help, host, port, rooms, messages, ...values } = parse(args);
  if (help) return 'help';
  return {
    host,
    port: readNumber('port', port, 65_535),
    rooms: readNumber('rooms', rooms, 1_000_000),
    messages: readNumber('messages', messages, 1_000_000),
    tokenLifetimes: readLifetime(values['access-token-lifetime']),
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        port: { type: 'string' },
        host: { type: 'string' },
        rooms: { type: 'string' },
        messages: { type: 'string' },
        'access-token-lifetime': { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    }).values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function readLifetime(value: string | undefined): EmulatorOptions['tokenLifetimes'] {
  const access = readNumber('access-token-lifetime', value, 1_000_000_000);
  if (access === 0) throw new UsageError('--access-token-lifetime must be 1 or more.');
  return access === undefined ? {} : { access };
}

function readNumber(name: string, value: string | undefined, most: number): number | undefined {
  if (value === undefined) return undefined;
  if (/^\d+$/.test(value) && Number(value) <= most) return Number(value);
  throw new UsageError(`--${name} must be a whole number from 0 to ${most}, not "${value}".`);
}
