/**
 * A bot that takes orders for lunch: it answers each message in its thread with a card, reads what people submit, and
 * sends the menu as a file. It needs a bot's token in WEBEX_TEAMS_ACCESS_TOKEN, a secret of your choice in
 * WEBEX_WEBHOOK_SECRET, and in PUBLIC_URL the address where Webex reaches the PORT it listens on. With the emulator's
 * address in WEBEX_BASE_URL and the token of its bot, it needs no account.
 */
import { once } from 'node:events';
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import { attach, card, choiceInput, FormError, readForm, submit, textBlock, textInput } from '@wxt/cards';
import { fileFromPath, WebexTeamsAPI } from '@wxt/sdk';
import { createWebhookReceiver, registerWebhooks } from '@wxt/webhook-receiver';

const { WEBEX_WEBHOOK_SECRET: secret = '', PORT: port = '8080', WEBEX_BASE_URL: baseUrl } = process.env;
const publicUrl = process.env.PUBLIC_URL ?? `http://127.0.0.1:${port}/`;

const api = new WebexTeamsAPI({ baseUrl });
const me = await api.people.me();

const menu = fileURLToPath(new URL('menu.txt', import.meta.url));
const meals = { soup: 'Soup of the day', salad: 'Salad with nuts' } as const;
const order = card({
  body: [
    textBlock('Lunch', { size: 'large', weight: 'bolder' }),
    textInput({ id: 'name', label: 'Your name', isRequired: true, maxLength: 40 }),
    choiceInput({
      id: 'meal',
      label: 'What would you like?',
      isRequired: true,
      choices: [
        { title: meals.soup, value: 'soup' },
        { title: meals.salad, value: 'salad' },
      ],
    }),
  ],
  actions: [submit({ title: 'Order' })],
});

const receiver = createWebhookReceiver({
  secret,
  api,
  on: {
    'messages.created': async ({ data }) => {
      if (data.personId === me.id) return;
      await api.messages.create({
        roomId: data.roomId,
        parentId: data.parentId ?? data.id,
        markdown: 'What would you like for lunch?',
        attachments: [attach(order)],
      });
    },
    'attachmentActions.created': async (event) => {
      const [action, { parentId }] = await Promise.all([event.attachmentAction(), event.message()]);
      const thread = { roomId: action.roomId, parentId };
      try {
        const { name, meal } = readForm(order, action);
        const markdown = `Thank you, ${name}: **${meals[meal]}** it is. Here is the menu for next time.`;
        await api.messages.create({ ...thread, markdown, files: [fileFromPath(menu)] });
      } catch (error) {
        if (!(error instanceof FormError)) throw error;
        const problems = error.problems.map(({ id, message }) => `- ${id} ${message}`);
        await api.messages.create({ ...thread, markdown: ['Not quite:', ...problems].join('\n') });
      }
    },
  },
  onError: (error, { name }) => console.error(name, error),
  logger: { debug: () => {}, warn: console.warn },
});

const server = createServer(receiver.node).listen(Number(port));
await once(server, 'listening');

const webhooks = [
  { resource: 'messages', event: 'created' },
  { resource: 'attachmentActions', event: 'created' },
] as const;
await registerWebhooks(api, { name: 'lunch-bot', targetUrl: publicUrl, secret, webhooks });
console.log(`${me.displayName} takes orders at ${publicUrl}`);

await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
server.close();
server.closeIdleConnections();
await receiver.idle();
console.log('Closed.');
