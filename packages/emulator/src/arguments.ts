import { parseArgs } from 'node:util';
import type { EmulatorOptions } from './emulator.js';

/** Invalid arguments; the message says why. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** Reads the arguments: `help`, or the options of an emulator. */
export function readArguments(args: readonly string[]): EmulatorOptions | 'help' {
  const { help, host, port, rooms, messages, seed, token, ...values } = parse(args);
  if (help) return 'help';
  return {
    host,
    allowedHosts: values['allowed-host'],
    port: readNumber('port', port, 65_535),
    seed,
    tokens: readTokens(token ?? []),
    rateLimit: readRateLimit(values['rate-limit']),
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
        seed: { type: 'string' },
        token: { type: 'string', multiple: true },
        'rate-limit': { type: 'string' },
        'allowed-host': { type: 'string', multiple: true },
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

function readTokens(values: readonly string[]): Record<string, string> {
  const tokens = values.map((value) => {
    const [, user, token] = /^([^=]+)=(.+)$/.exec(value) ?? [];
    // The value may be a token: it is not repeated.
    if (user === undefined || token === undefined) throw new UsageError('--token must be <user>=<token>.');
    return [user, token] as const;
  });
  return Object.fromEntries(tokens);
}

function readRateLimit(value: string | undefined): EmulatorOptions['rateLimit'] {
  if (value === undefined) return undefined;
  const [, requests, per] = /^(\d+)\/(\d+)$/.exec(value) ?? [];
  const limit = { requests: Number(requests), per: Number(per) };
  if (limit.requests >= 1 && limit.per >= 1) return limit;
  throw new UsageError(`--rate-limit must be <requests>/<milliseconds>, like 300/60000, not "${value}".`);
}

function readLifetime(value: string | undefined): EmulatorOptions['tokenLifetimes'] {
  const access = readNumber('access-token-lifetime', value, 1_000_000_000);
  if (access === 0) throw new UsageError('--access-token-lifetime must be 1 or more.');
  return access === undefined ? {} : { access };
}

function readNumber(name: string, value: string | undefined, max: number): number | undefined {
  if (value === undefined) return undefined;
  if (/^\d+$/.test(value) && Number(value) <= max) return Number(value);
  throw new UsageError(`--${name} must be a whole number from 0 to ${max}, not "${value}".`);
}
