import { spawn } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { EventEmitter, once } from 'node:events';
import { createServer } from 'node:http';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { attach, card, textInput, submit as toSubmit } from '@wxt/cards';
import { startEmulator } from '@wxt/emulator';
import { mention, WebexTeamsAPI } from '@wxt/sdk';
import { freePort } from '@wxt/testing/free-port';
import { createWebhookReceiver, type Message, registerWebhooks } from '@wxt/webhook-receiver';
import { expect, onTestFinished, test } from 'vitest';

const folder = fileURLToPath(new URL('..', import.meta.url));
const program = fileURLToPath(new URL('../bot.ts', import.meta.url));

const secret = 'secret of the bot';

/** Starts the bot as a program of its own, and waits until it takes orders. */
async function startBot(accessToken: string, baseUrl: string) {
  const port = await freePort();
  // A process of its own, without a wrapper that could leave it behind.
  const child = spawn(process.execPath, ['--conditions=@wxt/source', '--import=tsx', program], {
    cwd: folder,
    env: {
      PATH: process.env.PATH,
      WEBEX_TEAMS_ACCESS_TOKEN: accessToken,
      WEBEX_BASE_URL: baseUrl,
      WEBEX_WEBHOOK_SECRET: secret,
      PORT: String(port),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  const errors = text(child.stderr);
  const lines = createInterface(child.stdout);
  const [line] = await once(lines, 'line');
  const ended = once(child, 'exit');
  return {
    line,
    url: `http://127.0.0.1:${port}/`,
    /** Ends it; resolves to its exit code and what it wrote to stderr. */
    end: async () => {
      child.kill('SIGTERM');
      return { code: (await ended)[0], errors: await errors };
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

/** Receives what the bot says, as Webex delivers it to a person's own program; messages come in order. */
async function hear(api: WebexTeamsAPI, botId: string): Promise<() => Promise<Message>> {
  const said: Message[] = [];
  const arrived = new EventEmitter();
  const secret = 'secret of Alice';
  const receiver = createWebhookReceiver({
    secret,
    api,
    on: {
      'messages.created': async (event) => {
        said.push(await event.message());
        arrived.emit('message');
      },
    },
  });
  const server = createServer(receiver.node);
  const targetUrl = `http://127.0.0.1:${await listen(server)}/`;
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const webhooks = [{ resource: 'messages', event: 'created', filter: `personId=${botId}` }] as const;
  await registerWebhooks(api, { name: 'test', targetUrl, secret, webhooks });
  return async () => {
    while (said.length === 0) await once(arrived, 'message');
    return said.shift() as Message;
  };
}

/** Starts an emulator and the bot; Alice hears what it says. */
async function meetBot() {
  const emulator = await startEmulator();
  onTestFinished(() => emulator.close());
  const [alice] = emulator.users;
  const bot = emulator.users.at(-1) ?? alice;
  const api = new WebexTeamsAPI({ accessToken: alice.accessToken, baseUrl: emulator.url });
  const botApi = new WebexTeamsAPI({ accessToken: bot.accessToken, baseUrl: emulator.url });
  const running = await startBot(bot.accessToken, emulator.url);
  const heard = await hear(api, bot.id);
  return { alice, bot, api, botApi, running, heard };
}

test('the bot reads its commands in a group room whatever the words of the mention, and responds in the thread', {
  timeout: 120_000,
}, async () => {
  const { bot, api, running, heard } = await meetBot();
  expect(running.line).toMatch(/ takes orders at http:\/\/127\.0\.0\.1:\d+\/$/);
  const room = await api.rooms.create({ title: 'Lunch' });
  await api.memberships.create({ roomId: room.id, personId: bot.id });
  const say = (markdown: string, parentId?: string) =>
    api.messages.create({ roomId: room.id, markdown, parentId });

  const help = 'I know order, menu and help.';
  for (const [markdown, response] of [
    [`${mention(bot)} help`, help],
    [`${mention(bot, 'Ro')} HELP please`, help],
    [`${mention(bot, 'menu')}, order`, 'What would you like for lunch?'],
    [`**order**\u00a0 ${mention(bot, 'my friend & bot')}`, 'What would you like for lunch?'],
    [mention(bot, 'order'), help],
    [`${mention(bot, 'R')}: dance <@all> **now**`, `I don't know “dance All now”. ${help}`],
    [`${mention(bot)} constructor`, `I don't know “constructor”. ${help}`],
  ] as const) {
    const question = await say(markdown);
    expect(await heard()).toMatchObject({ parentId: question.id, text: response });
  }

  const first = await say('Who is hungry?');
  await say(`${mention(bot, 'Bob')} menu`, first.id);
  const served = await heard();
  expect(served).toMatchObject({ parentId: first.id, text: 'Here is the menu.' });
  expect(served.files).toHaveLength(1);
  expect(await running.end()).toEqual({ code: 0, errors: '' });
});

test('the bot shows what people typed without mentioning anybody or making links of it', {
  timeout: 120_000,
}, async () => {
  const { bot, api, heard } = await meetBot();
  await api.messages.create({ toPersonId: bot.id, text: '<@all> [x](https://evil.example) *y*' });
  const { text, html, mentionedGroups } = await heard();
  expect(text).toContain('“<@all> [x](https://evil.example) *y*”');
  expect(html).not.toMatch(/<(?:a|em|spark-mention)\b/);
  expect(mentionedGroups).toBeUndefined();
});

test('the bot takes a message with only a file for a call for help', { timeout: 120_000 }, async () => {
  const { bot, api, running, heard } = await meetBot();
  const files = [new File(['a,b'], 'table.csv')];
  const sent = await api.messages.create({ toPersonId: bot.id, files });
  expect(sent.text).toBeUndefined();
  expect(await heard()).toMatchObject({ parentId: sent.id, text: 'I know order, menu and help.' });
  expect(await running.end()).toEqual({ code: 0, errors: '' });
});

test('the bot takes an order by its card, says what is wrong with it, and replaces an older card', {
  timeout: 120_000,
}, async () => {
  const { bot, api, botApi, running, heard } = await meetBot();
  const question = await api.messages.create({ toPersonId: bot.id, text: 'order' });
  const asked = await heard();
  expect(asked.attachments).toMatchObject([{ content: { type: 'AdaptiveCard', version: '1.3' } }]);
  const submit = (messageId: string, inputs: Record<string, unknown>) =>
    api.attachmentActions.create({ type: 'submit', messageId, inputs });

  const sent = { form: 'lunch', version: 2 };
  await submit(asked.id, { ...sent, name: '', meal: 'st_ea_k' });
  const refused = await heard();
  expect(refused.parentId).toBe(question.id);
  expect(refused.text).toBe('Not quite:\n- name is required\n- meal has no choice "st_ea_k"');

  await submit(asked.id, { ...sent, version: '2', name: 'Ada <@all>', meal: 'soup' });
  const thanked = await heard();
  expect(thanked).toMatchObject({
    parentId: question.id,
    text: 'Thank you, Ada <@all>: Soup of the day it is.',
  });
  expect(thanked.mentionedGroups).toBeUndefined();

  const older = card({ body: [textInput({ id: 'dish' })], actions: [toSubmit({ data: { form: 'lunch' } })] });
  const { id } = await botApi.messages.create({
    roomId: question.roomId,
    markdown: 'Lunch?',
    attachments: [attach(older)],
  });
  expect((await heard()).id).toBe(id);
  await submit(id, { form: 'lunch', dish: 'stew' });
  const replaced = await heard();
  expect(replaced).toMatchObject({ parentId: id, text: 'That card is out of date. Please use this one.' });
  expect(replaced.attachments).toEqual(asked.attachments);
  expect(await running.end()).toEqual({ code: 0, errors: '' });
});

test('the bot confirms an order in the room if the card, or the thread, was deleted meanwhile', {
  timeout: 120_000,
}, async () => {
  const { alice, bot, api, botApi, running, heard } = await meetBot();
  const question = await api.messages.create({ toPersonId: bot.id, text: 'order' });
  const asked = await heard();
  const second = await api.messages.create({ toPersonId: bot.id, text: 'order' });
  const askedAgain = await heard();

  // Webex delivers the events late: the test takes them in the bot's place, and delivers them after the deletions.
  for await (const { id, resource } of botApi.webhooks.list()) {
    if (resource === 'attachmentActions') await botApi.webhooks.delete(id);
  }
  const deliver = async (messageId: string, name: string) => {
    const inputs = { form: 'lunch', version: 2, name, meal: 'salad' };
    const action = await api.attachmentActions.create({ type: 'submit', messageId, inputs });
    return async () => {
      const body = JSON.stringify({
        id: 'WEBHOOK',
        resource: 'attachmentActions',
        event: 'created',
        actorId: alice.id,
        createdBy: bot.id,
        data: { ...action, inputs: undefined },
      });
      const signature = createHmac('sha1', secret).update(body).digest('hex');
      const headers = { 'content-type': 'application/json', 'x-spark-signature': signature };
      expect((await fetch(running.url, { method: 'POST', body, headers })).status).toBe(200);
    };
  };

  const withoutCard = await deliver(asked.id, 'Ada');
  await botApi.messages.delete(asked.id);
  await withoutCard();
  const thanked = await heard();
  expect(thanked).toMatchObject({ roomId: question.roomId, text: 'Thank you, Ada: Salad with nuts it is.' });
  expect(thanked.parentId).toBeUndefined();

  const withoutThread = await deliver(askedAgain.id, 'Bob');
  await api.messages.delete(second.id);
  await withoutThread();
  expect(await heard()).toMatchObject({ text: 'Thank you, Bob: Salad with nuts it is.' });
  expect(await running.end()).toEqual({ code: 0, errors: '' });
});
