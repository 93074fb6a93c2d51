import { spawn } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import { createServer } from 'node:http';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { startEmulator } from '@wxt/emulator';
import { WebexTeamsAPI } from '@wxt/sdk';
import { freePort } from '@wxt/testing/free-port';
import { createWebhookReceiver, type Message, registerWebhooks } from '@wxt/webhook-receiver';
import { expect, onTestFinished, test } from 'vitest';

const tsx = fileURLToPath(new URL('../node_modules/.bin/tsx', import.meta.url));
const program = fileURLToPath(new URL('../bot.ts', import.meta.url));

/** Starts the bot as a program of its own, and waits until it takes orders. */
async function startBot(accessToken: string, baseUrl: string) {
  const port = await freePort();
  const child = spawn(tsx, ['--conditions=@wxt/source', program], {
    env: {
      PATH: process.env.PATH,
      WEBEX_TEAMS_ACCESS_TOKEN: accessToken,
      WEBEX_BASE_URL: baseUrl,
      WEBEX_WEBHOOK_SECRET: 'secret of the bot',
      PORT: String(port),
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  const lines = createInterface(child.stdout);
  const [line] = await once(lines, 'line');
  const ended = once(child, 'exit');
  return {
    line,
    end: async () => {
      child.kill('SIGTERM');
      return (await ended)[0];
    },
  };
}

async function listen(server: ReturnType<typeof createServer>): Promise<number> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('It does not listen on a port.');
  return address.port;
}

/** Tells of what the bot says, as Webex tells a person's own program. */
async function hear(api: WebexTeamsAPI, botId: string): Promise<() => Promise<Message>> {
  const said = new EventEmitter();
  const secret = 'secret of Alice';
  const receiver = createWebhookReceiver({
    secret,
    api,
    on: { 'messages.created': async (event) => said.emit('message', await event.message()) },
  });
  const server = createServer(receiver.node);
  const targetUrl = `http://127.0.0.1:${await listen(server)}/`;
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const webhooks = [{ resource: 'messages', event: 'created', filter: `personId=${botId}` }] as const;
  await registerWebhooks(api, { name: 'test', targetUrl, secret, webhooks });
  return async () => (await once(said, 'message'))[0];
}

test('the bot answers in the thread, takes an order by its card, and sends a file', async () => {
  const emulator = await startEmulator();
  onTestFinished(() => emulator.close());
  const [alice] = emulator.users;
  const bot = emulator.users.at(-1) ?? alice;
  const api = new WebexTeamsAPI({ accessToken: alice.accessToken, baseUrl: emulator.url });
  const running = await startBot(bot.accessToken, emulator.url);
  expect(running.line).toMatch(/ takes orders at http:\/\/127\.0\.0\.1:\d+\/$/);
  const nextMessage = await hear(api, bot.id);

  const asking = nextMessage();
  const question = await api.messages.create({ toPersonId: bot.id, text: 'Lunch?' });
  const asked = await asking;
  expect(asked).toMatchObject({ parentId: question.id, personId: bot.id });
  expect(asked.attachments).toMatchObject([{ content: { type: 'AdaptiveCard', version: '1.3' } }]);

  const refusing = nextMessage();
  const submission = { type: 'submit', messageId: asked.id } as const;
  await api.attachmentActions.create({ ...submission, inputs: { name: '', meal: 'steak' } });
  const refused = await refusing;
  expect(refused.parentId).toBe(question.id);
  expect(refused.markdown).toBe('Not quite:\n- name is required\n- meal has no choice "steak"');

  const thanking = nextMessage();
  await api.attachmentActions.create({ ...submission, inputs: { name: 'Ada', meal: 'soup' } });
  const thanked = await thanking;
  expect(thanked.parentId).toBe(question.id);
  expect(thanked.text).toContain('Thank you, Ada: Soup of the day it is.');
  const [file = ''] = thanked.files ?? [];
  const menu = await fetch(file, { headers: { authorization: `Bearer ${alice.accessToken}` } });
  expect(menu.headers.get('content-disposition')).toContain('menu.txt');
  expect(await menu.text()).toBe('Soup of the day\nSalad with nuts\n');

  const room = await api.rooms.create({ title: 'Lunch' });
  await api.memberships.create({ roomId: room.id, personId: bot.id });
  const first = await api.messages.create({ roomId: room.id, text: 'Who is hungry?' });
  const answering = nextMessage();
  const markdown = `<@personId:${bot.id}>`;
  await api.messages.create({ roomId: room.id, parentId: first.id, markdown });
  expect(await answering).toMatchObject({ roomId: room.id, parentId: first.id });

  expect(await running.end()).toBe(0);
});
