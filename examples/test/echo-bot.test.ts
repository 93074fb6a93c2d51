import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { startEmulator } from '@wxt/emulator';
import { type Message, mention, WebexTeamsAPI } from '@wxt/sdk';
import { freePort } from '@wxt/testing/free-port';
import { expect, onTestFinished, test } from 'vitest';

const folder = fileURLToPath(new URL('..', import.meta.url));

/** The first program of a document that makes an echo bot, pointed to an emulator and a port. */
function readEchoBot(document: string, baseUrl: string, port: number): string {
  const text = readFileSync(new URL(`../../${document}`, import.meta.url), 'utf8');
  const blocks = [...text.matchAll(/^```ts\n(.*?)^```$/gms)].map(([, block = '']) => block);
  const program = blocks.find((block) => block.includes("name: 'echo-bot'")) ?? '';
  return `${program
    .replace('new WebexTeamsAPI()', `new WebexTeamsAPI({ baseUrl: '${baseUrl}' })`)
    .replace('listen(8080)', `listen(${port})`)
    .replace('https://bot.example.com/', `http://127.0.0.1:${port}/`)}\nconsole.log('ready');`;
}

test.each(['docs/guides/bots.md', 'packages/webhook-receiver/README.md'])(
  'the echo bot of %s responds in the thread, shows what was typed, and takes a file',
  { timeout: 120_000 },
  async (document) => {
    const emulator = await startEmulator();
    onTestFinished(() => emulator.close());
    const [alice] = emulator.users;
    const bot = emulator.users.at(-1) ?? alice;
    const program = readEchoBot(document, emulator.url, await freePort());
    // A process of its own, without a wrapper that could leave it behind.
    const flags = ['--conditions=@wxt/source', '--import=tsx', '--input-type=module', '--eval', program];
    const child = spawn(process.execPath, flags, {
      cwd: folder,
      env: {
        PATH: process.env.PATH,
        WEBEX_TEAMS_ACCESS_TOKEN: bot.accessToken,
        WEBEX_WEBHOOK_SECRET: 'secret of the bot',
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    onTestFinished(() => {
      child.kill('SIGKILL');
    });
    await once(child.stdout, 'data');

    const api = new WebexTeamsAPI({ accessToken: alice.accessToken, baseUrl: emulator.url });
    const room = await api.rooms.create({ title: 'Echo' });
    await api.memberships.create({ roomId: room.id, personId: bot.id });
    /** Follows the events, in which the bot's response appears. */
    const feed = api.events.follow({
      resource: 'messages',
      actorId: bot.id,
      from: room.created,
      interval: 20,
    });
    const responses = feed[Symbol.asyncIterator]();
    const hear = async (): Promise<Message> =>
      api.messages.get((await responses.next()).value?.data.id ?? '');

    const first = await api.messages.create({ roomId: room.id, text: 'Hello' });
    const markdown = `${mention(bot, 'Ro')} \\<@all\\> is *here*`;
    await api.messages.create({ roomId: room.id, parentId: first.id, markdown });
    const shown = await hear();
    expect(shown.parentId).toBe(first.id);
    expect(shown.text).toBe('You said: <@all> is here');
    expect(shown.mentionedGroups).toBeUndefined();

    const sent = await api.messages.create({ toPersonId: bot.id, files: [new File(['a'], 'a.txt')] });
    expect(await hear()).toMatchObject({ parentId: sent.id, text: 'You said: nothing' });
  },
);
