import { describe, expect, onTestFinished, test } from 'vitest';
import { createWebhookReceiver } from '../src/index.js';
import { delivery, messageCreated, secret, sign } from './signed.js';

interface Warning {
  readonly name: string;
  readonly code: string;
  readonly message: string;
}

/** Records the process's warnings until the test ends. */
function recordWarnings(): Warning[] {
  const warnings: Warning[] = [];
  const listen = (warning: Error & { code?: string }) =>
    warnings.push({ name: warning.name, code: warning.code ?? '', message: warning.message });
  process.on('warning', listen);
  onTestFinished(() => {
    process.off('warning', listen);
  });
  return warnings;
}

/** Warnings are emitted in the next tick. */
const nextTurn = () => new Promise((resolve) => setImmediate(resolve));

const body = JSON.stringify(messageCreated('M1'));
const toRequest = (init: RequestInit) => new Request('https://bot.example.com/', init);
const unsigned = () => toRequest(delivery(body, {}));
const wrong = () => toRequest(delivery(body, { 'x-spark-signature': sign(body, 'sha1', 'another') }));

describe('without a logger, rejected requests cause', () => {
  test('one warning each for a missing and a wrong signature, which say what to look for', async () => {
    const warnings = recordWarnings();
    const receiver = createWebhookReceiver({ secret, on: {} });
    for (const request of [unsigned(), wrong(), unsigned(), wrong()])
      expect((await receiver.fetch(request)).status).toBe(401);
    await nextTurn();
    expect(warnings).toEqual([
      {
        name: 'WebhookWarning',
        code: 'WXT_WEBHOOK_UNSIGNED',
        message: expect.stringMatching(/no signature.*created without a secret/),
      },
      {
        name: 'WebhookWarning',
        code: 'WXT_WEBHOOK_SIGNATURE',
        message: expect.stringMatching(
          /another secret, or the body was changed on the way.*base64.*serialized/,
        ),
      },
    ]);
  });

  test('one warning for bodies that something read before', async () => {
    const warnings = recordWarnings();
    const receiver = createWebhookReceiver({ secret, on: {} });
    for (const read of ['text', 'json', 'arrayBuffer'] as const) {
      const request = toRequest(delivery(body));
      await request[read]();
      expect((await receiver.fetch(request)).status).toBe(500);
    }
    await nextTurn();
    expect(warnings.map(({ code }) => code)).toEqual(['WXT_WEBHOOK_BODY_READ']);
  });

  test('no warning for what strangers may send', async () => {
    const warnings = recordWarnings();
    const receiver = createWebhookReceiver({ secret, bodyLimit: 1000, on: {} });
    const requests = [
      toRequest({ method: 'GET' }),
      toRequest(delivery('{}')),
      toRequest(delivery('x'.repeat(2000))),
    ];
    for (const request of requests) await receiver.fetch(request);
    await nextTurn();
    expect(warnings).toEqual([]);
  });

  test('nothing that shows a body, a signature or the secret', async () => {
    const warnings = recordWarnings();
    const receiver = createWebhookReceiver({ secret, on: {} });
    const texts = await Promise.all(
      [unsigned(), wrong()].map(async (request) => (await receiver.fetch(request)).text()),
    );
    await nextTurn();
    const shown = JSON.stringify([warnings, texts]);
    for (const hidden of [secret, 'ALICE', 'M1', sign(body, 'sha1', 'another')])
      expect(shown).not.toContain(hidden);
  });
});

test('a logger gets each rejected request: warn for the first with a cause, debug for the next', async () => {
  const warnings = recordWarnings();
  const lines: string[] = [];
  const note = (level: string) => (line: string) => lines.push(`${level} ${line.slice(0, 70)}`);
  const logger = { warn: note('warn'), debug: note('debug') };
  const receiver = createWebhookReceiver({ secret, on: {}, logger });
  for (const request of [wrong(), toRequest({ method: 'GET' }), wrong(), toRequest({ method: 'PUT' })])
    await receiver.fetch(request);
  await nextTurn();
  expect(lines).toEqual([
    'warn A webhook request was rejected with 401: The signature is wrong. The w',
    'warn A webhook request was rejected with 405: Webhooks send a POST.',
    'debug A webhook request was rejected with 401: The signature is wrong. The w',
    'debug A webhook request was rejected with 405: Webhooks send a POST.',
  ]);
  expect(warnings).toEqual([]);
});

test('a logger that throws fails no request', async () => {
  const warnings = recordWarnings();
  const warn = () => {
    throw new Error('disk full');
  };
  const receiver = createWebhookReceiver({ secret, on: {}, logger: { warn, debug: warn } });
  expect((await receiver.fetch(unsigned())).status).toBe(401);
  await nextTurn();
  expect(warnings.map(({ message }) => message)).toEqual([
    'The logger of the webhook receiver failed: Error: disk full',
  ]);
});
