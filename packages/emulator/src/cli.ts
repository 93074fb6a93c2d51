#!/usr/bin/env node
import { readArguments, UsageError } from './arguments.js';
import type { EmulatorOptions } from './emulator.js';
import { startEmulator } from './start-emulator.js';

const help = `Usage: wxt-emulator [options]

Runs a Webex REST API on loopback, in memory, until it is interrupted.

  --port <number>      the port to listen on; default: any free one
  --host <address>     the address to listen on; default: 127.0.0.1
  --allowed-host <name>
                       another host name under which its page can be used; can be repeated
  --seed <file>        a JSON file with people, rooms, messages and webhooks to start with
  --token <user>=<token>
                       the access token of alice, bob, carol, dave, robot or an email address;
                       can be repeated; default: random tokens
  --rate-limit <requests>/<milliseconds>
                       how many requests each token may send in that time; default: no limit
  --rooms <number>     how many group rooms Alice has at the start; default: 0
  --messages <number>  how many messages are in the first of them; default: 0
  --access-token-lifetime <seconds>
                       how long tokens issued by OAuth live; default: 14 days
  -h, --help           show this
`;

try {
  const options = readArguments(process.argv.slice(2));
  if (options === 'help') process.stdout.write(help);
  else await run(options);
} catch (error) {
  const isUsage = error instanceof UsageError || error instanceof TypeError;
  const hint = isUsage ? 'Run it with --help for its options.\n' : '';
  process.stderr.write(`wxt-emulator: ${explain(error)}\n${hint}`);
  process.exitCode = isUsage ? 2 : 1;
}

async function run(options: EmulatorOptions): Promise<void> {
  const emulator = await startEmulator(options);
  const stop = () => void emulator.close();
  process.once('SIGINT', stop).once('SIGTERM', stop);
  const users = emulator.users.map(({ displayName, email, type, isAdmin, accessToken }) => {
    const role = isAdmin ? 'administrator' : type;
    return `  ${displayName.padEnd(12)} ${email.padEnd(18)} ${role.padEnd(14)} ${accessToken}`;
  });
  const [{ accessToken }] = emulator.users;
  // These tokens work with this emulator only, and only until it ends.
  process.stdout.write(`Webex emulator at ${emulator.url}
Open ${new URL('/', emulator.url)} in a browser to see and use it.

Access tokens:
${users.join('\n')}

For a shell:
export WEBEX_BASE_URL='${emulator.url}' WEBEX_TEAMS_ACCESS_TOKEN='${accessToken}'

For PowerShell:
$env:WEBEX_BASE_URL = '${emulator.url}'; $env:WEBEX_TEAMS_ACCESS_TOKEN = '${accessToken}'

Press Ctrl-C to stop it. Nothing is kept.
`);
}

function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const isTaken = 'code' in error && error.code === 'EADDRINUSE';
  return isTaken ? `${error.message}. Choose another --port, or omit it for a free one.` : error.message;
}
