/**
 * A bot that takes orders for lunch. In a direct room it reads every message, in a group room those that mention it:
 * `order` sends a card, `menu` sends the menu as a file, anything else the help. It responds in the thread it was asked
 * in. It needs a bot's token in WEBEX_TEAMS_ACCESS_TOKEN, a secret of your choice in WEBEX_WEBHOOK_SECRET, and in
 * PUBLIC_URL the address at which Webex reaches its PORT. With the emulator's address in WEBEX_BASE_URL and the token of
 * its bot, it needs no account.
 */
import { once } from 'node:events';
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import { attach, card, choiceInput, FormError, readForm, submit, textBlock, textInput } from '@wxt/cards';
import {
  ApiError,
  escapeMarkdown,
  fileFromPath,
  type MessageContent,
  NotFoundError,
  WebexTeamsAPI,
  withoutMention,
} from '@wxt/sdk';
import { createWebhookReceiver, registerWebhooks } from '@wxt/webhook-receiver';

const { WEBEX_WEBHOOK_SECRET: secret = '', PORT: port = '8080', WEBEX_BASE_URL: baseUrl } = process.env;
const publicUrl = process.env.PUBLIC_URL ?? `http://127.0.0.1:${port}/`;

const api = new WebexTeamsAPI({ baseUrl });
const me = await api.people.me();

const menu = fileFromPath(fileURLToPath(new URL('menu.txt', import.meta.url)));
const meals = { soup: 'Soup of the day', salad: 'Salad with nuts' } as const;

// Cards stay in their rooms. Raise the version with each change, and cards of earlier versions are recognized.
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
  actions: [submit({ title: 'Order', data: { form: 'lunch', version: 2 } })],
});

const help = 'I know `order`, `menu` and `help`.';
const commands = new Map<string, MessageContent>([
  ['order', { markdown: 'What would you like for lunch?', attachments: [attach(order)] }],
  ['menu', { markdown: 'Here is the menu.', files: [menu] }],
  ['help', { markdown: help }],
]);

/** Chooses the response to a text, which can be empty, as that of a message with only a file. */
function responseTo(text: string): MessageContent {
  const [word = ''] = text.trim().toLowerCase().split(/\s+/);
  const response = commands.get(word === '' ? 'help' : word);
  return response ?? { markdown: `I don't know “${escapeMarkdown(text.trim().slice(0, 100))}”. ${help}` };
}

/** Where a response goes. */
interface Thread {
  readonly roomId: string;
  readonly parentId: string | undefined;
}

/** Sends a response to a thread; to the room if the thread's first message was deleted meanwhile. */
async function respond({ roomId, parentId }: Thread, message: MessageContent): Promise<void> {
  try {
    await api.messages.create({ ...message, roomId, parentId });
  } catch (error) {
    const isGone = error instanceof ApiError && (error.status === 400 || error.status === 404);
    if (parentId === undefined || !isGone) throw error;
    await api.messages.create({ ...message, roomId });
  }
}

const receiver = createWebhookReceiver({
  secret,
  api,
  on: {
    'messages.created': async (event) => {
      const { personId, roomId, id, parentId = id } = event.data;
      if (personId === me.id) return; // the bot's own message
      const text = withoutMention(await event.message(), me.id);
      await respond({ roomId, parentId }, responseTo(text));
    },
    'attachmentActions.created': async (event) => {
      const action = await event.attachmentAction();
      const message = await event.message().catch((error: unknown) => {
        if (error instanceof NotFoundError) return undefined; // deleted since it was submitted
        throw error;
      });
      const thread = { roomId: action.roomId, parentId: message?.parentId ?? message?.id };
      try {
        const { name, meal } = readForm(order, action);
        const markdown = `Thank you, ${escapeMarkdown(name)}: **${meals[meal]}** it is.`;
        await respond(thread, { markdown });
      } catch (error) {
        if (!(error instanceof FormError)) throw error;
        if (error.kind === 'outdated') {
          const markdown = 'That card is out of date. Please use this one.';
          await respond(thread, { markdown, attachments: [attach(order)] });
        } else {
          const problems = error.problems.map(({ id, message }) => `- ${id} ${escapeMarkdown(message)}`);
          await respond(thread, { markdown: ['Not quite:', ...problems].join('\n') });
        }
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
