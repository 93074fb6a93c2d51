/**
 * What the SDK does, step by step, over real HTTP. It talks to an emulator that it starts itself, or with `--live` to
 * Webex, with the token in WEBEX_TEAMS_ACCESS_TOKEN. It cleans up after itself either way.
 */
import { startEmulator } from '@wxt/emulator';
import { AccessTokenError, ConflictError, WebexTeamsAPI } from '@wxt/sdk';

const live = process.argv.includes('--live');
const emulator = live ? undefined : await startEmulator({ rooms: 250 });
const { WEBEX_TEAMS_ACCESS_TOKEN, WEBEX_ACCESS_TOKEN } = process.env;
const token = emulator?.users[0].accessToken ?? WEBEX_TEAMS_ACCESS_TOKEN ?? WEBEX_ACCESS_TOKEN;

let steps = 0;
const step = (title: string) => console.log(`\n${++steps}. ${title}`);
const show = (...values: unknown[]) => console.log('  ', ...values);

console.log(`The quickstart, against ${emulator?.url ?? 'Webex'}`);

step('Without a token, the error says what to do');
delete process.env.WEBEX_TEAMS_ACCESS_TOKEN;
delete process.env.WEBEX_ACCESS_TOKEN;
try {
  new WebexTeamsAPI();
} catch (error) {
  if (!(error instanceof AccessTokenError)) throw error;
  show(`${error.name}: ${error.message}`);
}

step('With WEBEX_TEAMS_ACCESS_TOKEN in the environment, there is nothing to configure');
if (token !== undefined) process.env.WEBEX_TEAMS_ACCESS_TOKEN = token;
const api = new WebexTeamsAPI({ baseUrl: emulator?.url });
show(`new WebexTeamsAPI() talks to ${api.baseUrl}`);

step('Who am I?');
const me = await api.people.me();
show(me.displayName, me.emails);

const created: string[] = [];
try {
  step('Create a room');
  const room = await api.rooms.create({ title: `wxt quickstart ${new Date().toISOString()}` });
  created.push(room.id);
  show(room.title, `(${room.type})`);

  step('Add myself to it, although I am in it: what the service refuses is an ApiError');
  try {
    await api.memberships.create({ roomId: room.id, personId: me.id });
  } catch (error) {
    if (!(error instanceof ConflictError)) throw error;
    show(`${error.name}: ${error.message}`);
    show('status:', error.status, 'tracking id:', error.trackingId);
  }

  step('Send a message, edit it, list the messages, delete it');
  const message = await api.messages.create({ roomId: room.id, markdown: 'Hello **world**' });
  show('sent:   ', message.markdown);
  const edited = await api.messages.update(message.id, { roomId: room.id, markdown: 'Hello **Webex**' });
  show('edited: ', edited.markdown);
  for await (const { text, personEmail } of api.messages.list({ roomId: room.id }))
    show('listed: ', text, personEmail);
  await api.messages.delete(message.id);
  show('deleted:', (await api.messages.list({ roomId: room.id }).toArray()).length, 'messages left');

  step('Iterate over all rooms: pages are fetched as they are needed');
  const rooms = api.rooms.list({ max: 100 });
  let count = 0;
  for await (const _ of rooms) count += 1;
  show(`${count} rooms in pages of 100`);

  step('Stop early: the remaining pages are never fetched');
  for await (const { title } of rooms.take(3)) show(title);

  step('Iterate again: a list holds live data, so a new room is in it');
  const another = await api.rooms.create({ title: 'wxt quickstart, a second room' });
  created.push(another.id);
  let found = false;
  for await (const { id } of rooms) found ||= id === another.id;
  show(`the new room is ${found ? '' : 'not '}there`);

  step('Attributes the types do not know are there, typed unknown; absent ones are undefined');
  show('me.userName:', me.userName, ' room.teamId:', room.teamId);

  step('Bind a method of my own');
  const mine = api.bind({
    async shout(roomId: string, text: string) {
      return this.messages.create({ roomId, text: text.toUpperCase() });
    },
  });
  show((await mine.shout(room.id, 'it works')).text);
} finally {
  step('Clean up');
  for (const roomId of created) await api.rooms.delete(roomId);
  await emulator?.close();
  show(`${created.length} rooms deleted`);
}

console.log('\nThat is all. README.md says what else there is.');
