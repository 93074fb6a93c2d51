import { describe, expect, test } from 'vitest';
import { idsOf, make, openEmulator, pages, refusal } from './open-emulator.js';

const card = {
  contentType: 'application/vnd.microsoft.card.adaptive',
  content: { type: 'AdaptiveCard', version: '1.3', body: [{ type: 'TextBlock', text: 'Hello' }] },
};

/** A room of Alice's with Bob and the bot in it. */
async function openRoom(attributes: object = {}) {
  const all = await openEmulator();
  const { alice, bob, robot } = all;
  const { id: roomId } = await make(alice, 'rooms', { title: 'Room', ...attributes });
  for (const { id } of [bob, robot]) await make(alice, 'memberships', { roomId, personId: id });
  return { ...all, roomId };
}

describe('POST /messages', () => {
  test('posts text into a room', async () => {
    const { alice, bob, roomId } = await openRoom();
    const message = await make(alice, 'messages', { roomId, text: 'Hello **you**' });
    expect(message).toEqual({
      id: message.id,
      roomId,
      roomType: 'group',
      text: 'Hello **you**',
      personId: alice.id,
      personEmail: alice.email,
      created: expect.any(String),
    });
    expect((await bob.get(`messages/${message.id}`)).body).toEqual(message);
  });

  test('renders Markdown and sets mentionedPeople', async () => {
    const { alice, bob, carol, roomId } = await openRoom();
    const markdown = `**Hi** <@personEmail:bob@example.com|Bobby>, <@personId:${alice.id}> & <@personEmail:${carol.email}|Carol>`;
    const message = await make(alice, 'messages', { roomId, markdown });
    expect(message).toMatchObject({
      markdown,
      text: 'Hi Bobby, Alice Adams & Carol',
      mentionedPeople: [bob.id, alice.id],
    });
    expect(message.html).toMatch(
      /^<p><strong>Hi<\/strong> <spark-mention [^>]+>Bobby<\/spark-mention>.*&amp; Carol<\/p>$/,
    );
    const toAll = await make(alice, 'messages', { roomId, markdown: '<@all> hear!', text: 'Hear!' });
    expect(toAll).toMatchObject({ mentionedGroups: ['all'], text: 'Hear!' });
    expect(toAll).not.toHaveProperty('mentionedPeople');
  });

  test('stores cards, and files as content URLs that redirect to them', async () => {
    const { alice, bob, carol, emulator, roomId } = await openRoom();
    const source = 'https://example.com/picture.png';
    const message = await make(alice, 'messages', { roomId, files: [source], attachments: [card] });
    expect(message.attachments).toEqual([card]);
    expect(message.files).toEqual([expect.stringContaining(`${emulator.url}contents/`)]);
    const [file] = Array.isArray(message.files) ? message.files : [];
    const fetchAs = ({ accessToken }: { accessToken: string }) =>
      fetch(file, { headers: { authorization: `Bearer ${accessToken}` }, redirect: 'manual' });
    const answer = await fetchAs(bob);
    expect([answer.status, answer.headers.get('location')]).toEqual([302, source]);
    expect((await fetchAs(carol)).status).toBe(404);
    await alice.delete(`messages/${message.id}`);
    expect((await fetchAs(bob)).status).toBe(410);
  });

  const body = { roomId: 'here', text: 'Hello' };
  test.each([
    [{ text: 'Hello' }, 400, 'roomId, toPersonId, toPersonEmail'],
    [{ ...body, toPersonId: 'a' }, 400, 'roomId and toPersonId'],
    [{ toPersonId: 'a', toPersonEmail: 'b@example.com', text: 'Hello' }, 400, 'toPersonId and toPersonEmail'],
    [{ roomId: 'here' }, 400, 'text, markdown, files, attachments'],
    [{ roomId: 'here', text: '' }, 400, 'text, markdown, files, attachments'],
    [{ roomId: 'here', files: [] }, 400, 'text, markdown, files, attachments'],
    [{ ...body, text: 5 }, 400, 'text must be a string'],
    [{ ...body, text: 'a'.repeat(7440) }, 400, 'text can have at most 7439 bytes, not 7440'],
    [{ ...body, markdown: 'ä'.repeat(3720) }, 400, 'markdown can have at most 7439 bytes, not 7440'],
    [{ ...body, files: 'https://example.com' }, 400, 'files must be an array'],
    [{ ...body, files: ['https://example.com/a', 'https://example.com/b'] }, 400, 'files'],
    [{ ...body, files: ['file:///etc/hosts'] }, 400, 'files must be http'],
    [{ ...body, files: ['https://example.com/\u0000'] }, 400, "files can't have control characters"],
    [{ ...body, files: ['https://example.com/a\r\nb: c'] }, 400, 'control characters'],
    [{ ...body, files: ['picture.png'] }, 400, 'files must be http'],
    [{ ...body, attachments: [card, card] }, 400, 'attachments'],
    [{ ...body, attachments: ['card'] }, 400, 'attachments must be an array of objects'],
    [{ ...body, attachments: [{ content: {} }] }, 400, 'contentType'],
    [{ ...body, attachments: [{ ...card, content: 'x' }] }, 400, 'content must be an object'],
    [{ toPersonEmail: 'new@example.com', parentId: 'a', text: 'Hello' }, 404, 'parentId'],
    [{ ...body, parentId: 'a' }, 404, 'parentId'],
    [{ ...body, roomId: 'nowhere' }, 404, 'roomId'],
    [{ toPersonId: 'nobody', text: 'Hello' }, 404, 'toPersonId'],
    [{ toPersonEmail: 'bob', text: 'Hello' }, 400, 'toPersonEmail'],
    [{ toPersonEmail: 'alice@example.com', text: 'Hello' }, 400, 'yourself'],
  ])('rejects %j', async (message, status, text) => {
    const { alice, roomId } = await openRoom();
    const inRoom = 'roomId' in message && message.roomId === 'here' ? { ...message, roomId } : message;
    expect(await alice.post('messages', inRoom)).toMatchObject(refusal(status, text));
  });

  test('accepts a text of 7439 bytes', async () => {
    const { alice, roomId } = await openRoom();
    await make(alice, 'messages', { roomId, text: 'a'.repeat(7439), markdown: `a${'ä'.repeat(3719)}` });
  });

  test('replies to messages of the same room, one level deep', async () => {
    const { alice, bob, roomId } = await openRoom();
    const parent = await make(alice, 'messages', { roomId, text: 'Question' });
    const reply = await make(bob, 'messages', { roomId, parentId: parent.id, text: 'Answer' });
    expect(reply.parentId).toBe(parent.id);
    await make(alice, 'messages', { roomId, text: 'Something else' });
    const thread = await alice.get(`messages?roomId=${roomId}&parentId=${parent.id}`);
    expect(thread.body.items).toEqual([reply]);
    const deeper = await alice.post('messages', { roomId, parentId: reply.id, text: 'But' });
    expect(deeper).toMatchObject(refusal(400, 'parentId'));
    const other = await make(alice, 'rooms', { title: 'Other' });
    const elsewhere = await alice.post('messages', { roomId: other.id, parentId: parent.id, text: 'But' });
    expect(elsewhere).toMatchObject(refusal(400, 'parentId'));
  });

  test('requires a member, or a moderator if the room is for announcements only', async () => {
    const { alice, bob, carol, roomId } = await openRoom({ isLocked: true, isAnnouncementOnly: true });
    expect(await carol.post('messages', { roomId, text: 'Hi' })).toMatchObject(refusal(404, 'roomId'));
    expect(await bob.post('messages', { roomId, text: 'Hi' })).toMatchObject(refusal(403, 'moderator'));
    await make(alice, 'messages', { roomId, text: 'Hear!' });
  });
});

describe('direct messages', () => {
  test("create one room for both people, titled with the other person's name", async () => {
    const { alice, bob } = await openEmulator();
    const first = await make(alice, 'messages', { toPersonId: bob.id, text: 'Hello' });
    expect(first).toMatchObject({ roomType: 'direct', toPersonId: bob.id, toPersonEmail: bob.email });
    const second = await make(bob, 'messages', { toPersonEmail: 'Alice@Example.com', text: 'Hi' });
    const third = await make(bob, 'messages', { roomId: first.roomId, text: 'There' });
    expect([second.roomId, third.roomId]).toEqual([first.roomId, first.roomId]);
    expect((await alice.get(`rooms/${first.roomId}`)).body).toMatchObject({
      title: 'Bob Brown',
      type: 'direct',
    });
    expect((await bob.get('rooms')).body.items).toMatchObject([{ id: first.roomId, title: 'Alice Adams' }]);
  });

  test('can be listed by both people, newest first, on a single page', async () => {
    const { alice, bob, carol } = await openEmulator();
    const sent = [];
    for (let index = 0; index < 51; index += 1) {
      sent.push(await make(alice, 'messages', { toPersonId: bob.id, text: `${index}` }));
    }
    const reply = await make(bob, 'messages', {
      roomId: sent[0]?.roomId,
      parentId: sent[0]?.id,
      text: 'Yes',
    });
    const expected = [reply.id, ...idsOf(sent).reverse()].slice(0, 50);
    for (const [actor, query] of [
      [alice, `personId=${bob.id}`],
      [bob, `personEmail=${alice.email}`],
    ] as const) {
      const answer = await actor.get(`messages/direct?${query}`);
      expect(idsOf(answer.body.items)).toEqual(expected);
      expect(answer.headers.get('link')).toBeNull();
    }
    const thread = await alice.get(`messages/direct?personId=${bob.id}&parentId=${sent[0]?.id}`);
    expect(idsOf(thread.body.items)).toEqual([reply.id]);
    expect((await carol.get(`messages/direct?personId=${alice.id}`)).body).toEqual({ items: [] });
    expect(await alice.get('messages/direct')).toMatchObject(refusal(400, 'personId, personEmail'));
    const both = `messages/direct?personId=${bob.id}&personEmail=${bob.email}`;
    expect(await alice.get(both)).toMatchObject(refusal(400, 'personId and personEmail'));
    expect(await alice.get('messages/direct?personId=nobody')).toMatchObject(refusal(404, 'personId'));
  });

  test('invite an unknown email address', async () => {
    const { alice } = await openEmulator();
    const message = await make(alice, 'messages', { toPersonEmail: 'new@example.org', text: 'Hello' });
    expect((await alice.get(`people/${message.toPersonId}`)).body).toMatchObject({ invitePending: true });
  });
});

describe('GET /messages', () => {
  test('pages back from a time or a message', async () => {
    const { alice, roomId } = await openRoom();
    const sent = [];
    for (const text of ['1', '2', '3', '4']) sent.push(await make(alice, 'messages', { roomId, text }));
    const listed = async (query: string) =>
      (await pages(alice, `messages?roomId=${roomId}&max=1${query}`)).flat().map(({ text }) => text);
    expect(await listed('')).toEqual(['4', '3', '2', '1']);
    expect(await listed(`&before=${sent[2]?.created}`)).toEqual(['2', '1']);
    expect(await listed(`&beforeMessage=${sent[3]?.id}`)).toEqual(['3', '2', '1']);
    expect(await listed(`&beforeMessage=${sent[3]?.id}&before=${sent[1]?.created}`)).toEqual(['1']);
    expect(await listed(`&beforeMessage=${sent[1]?.id}&before=${sent[3]?.created}`)).toEqual(['1']);
    expect(await listed('&before=2001-01-01')).toEqual([]);
  });

  test.each([
    ['', 400, 'roomId is required'],
    ['roomId=nowhere', 404, 'roomId'],
    ['roomId=here&before=soon', 400, 'before'],
    ['roomId=here&beforeMessage=nothing', 404, 'beforeMessage'],
    ['roomId=here&mentionedPeople=somebody', 400, 'mentionedPeople'],
  ])('rejects %j', async (query, status, text) => {
    const { alice, roomId } = await openRoom();
    const answer = await alice.get(`messages?${query.replace('here', roomId)}`);
    expect(answer).toMatchObject(refusal(status, text));
  });

  test('finds messages that mention the caller', async () => {
    const { alice, bob, roomId } = await openRoom();
    await make(alice, 'messages', { roomId, text: 'Nothing' });
    const mention = await make(alice, 'messages', { roomId, markdown: `<@personId:${bob.id}|Bob>` });
    for (const id of ['me', bob.id]) {
      const answer = await bob.get(`messages?roomId=${roomId}&mentionedPeople=${id}`);
      expect(idsOf(answer.body.items)).toEqual([mention.id]);
    }
    const nothing = await alice.get(`messages?roomId=${roomId}&mentionedPeople=me`);
    expect(nothing.body.items).toEqual([]);
  });

  test('returns to a bot in a group room only messages that mention it', async () => {
    const { alice, robot, roomId } = await openRoom();
    const other = await make(alice, 'messages', { roomId, text: 'Nothing' });
    const mention = await make(alice, 'messages', { roomId, markdown: `<@personId:${robot.id}> hey` });
    const own = await make(robot, 'messages', { roomId, text: 'Yes?' });
    const refused = await robot.get(`messages?roomId=${roomId}`);
    expect(refused).toMatchObject(refusal(403, 'bot.*mentionedPeople=me'));
    const listed = await robot.get(`messages?roomId=${roomId}&mentionedPeople=me`);
    expect(idsOf(listed.body.items)).toEqual([mention.id]);
    expect(await robot.get(`messages/${other.id}`)).toMatchObject(refusal(404, 'messageId'));
    expect((await robot.get(`messages/${mention.id}`)).status).toBe(200);
    expect((await robot.get(`messages/${own.id}`)).status).toBe(200);
    const direct = await make(alice, 'messages', { toPersonId: robot.id, text: 'Psst' });
    expect((await robot.get(`messages?roomId=${direct.roomId}`)).body.items).toHaveLength(1);
  });
});

describe('PUT /messages/{messageId}', () => {
  test('replaces the text only', async () => {
    const { alice, bob, roomId } = await openRoom();
    const message = await make(alice, 'messages', { roomId, markdown: `<@personId:${bob.id}>` });
    const edited = await alice.put(`messages/${message.id}`, { roomId, text: 'Nobody' });
    const { created, id } = message;
    expect(edited.body).toMatchObject({ id, created, text: 'Nobody', updated: expect.any(String) });
    for (const name of ['markdown', 'html', 'mentionedPeople']) expect(edited.body).not.toHaveProperty(name);
    expect((await bob.get(`messages/${id}`)).body).toEqual(edited.body);
    const again = await alice.put(`messages/${id}`, { roomId, markdown: `*You* <@personId:${bob.id}>` });
    expect(again.body).toMatchObject({ text: 'You Bob Brown', mentionedPeople: [bob.id] });
  });

  test('is for the author only, even in a moderated room', async () => {
    const { alice, bob, carol, roomId } = await openRoom({ isLocked: true });
    const message = await make(bob, 'messages', { roomId, text: 'Mine' });
    const edit = { roomId, text: 'Yours' };
    expect(await alice.put(`messages/${message.id}`, edit)).toMatchObject(refusal(403, 'author'));
    expect(await carol.put(`messages/${message.id}`, edit)).toMatchObject(refusal(404, 'messageId'));
  });

  test('requires roomId and a text', async () => {
    const { alice, roomId } = await openRoom();
    const { id } = await make(alice, 'messages', { roomId, text: 'Before' });
    const path = `messages/${id}`;
    expect(await alice.put(path, { text: 'After' })).toMatchObject(refusal(400, 'roomId'));
    const other = await make(alice, 'rooms', { title: 'Other' });
    const elsewhere = { roomId: other.id, text: 'After' };
    expect(await alice.put(path, elsewhere)).toMatchObject(refusal(400, 'roomId'));
    expect(await alice.put(path, { roomId })).toMatchObject(refusal(400, 'text, markdown'));
    const long = { roomId, text: 'a'.repeat(7440) };
    expect(await alice.put(path, long)).toMatchObject(refusal(400, 'text'));
    const html = { roomId, markdown: 'After', html: '<p>After</p>' };
    expect(await alice.put(path, html)).toMatchObject(refusal(400, 'html'));
    expect((await alice.get(path)).body).toMatchObject({ text: 'Before' });
  });

  test('works at most ten times for each message', async () => {
    const { alice, roomId } = await openRoom();
    const { id } = await make(alice, 'messages', { roomId, text: '0' });
    for (let count = 1; count <= 10; count += 1) {
      expect((await alice.put(`messages/${id}`, { roomId, text: `${count}` })).status).toBe(200);
    }
    const eleventh = await alice.put(`messages/${id}`, { roomId, text: '11' });
    expect(eleventh).toMatchObject(refusal(400, '10 edits'));
    expect((await alice.get(`messages/${id}`)).body).toMatchObject({ text: '10' });
  });

  test.each([{ files: ['https://example.com/a.png'] }, { attachments: [card] }])(
    'is not for messages with %j',
    async (extra) => {
      const { alice, roomId } = await openRoom();
      const { id } = await make(alice, 'messages', { roomId, text: 'Look', ...extra });
      const edit = await alice.put(`messages/${id}`, { roomId, text: 'See' });
      expect(edit).toMatchObject(refusal(400, 'files or attachments'));
    },
  );
});

describe('DELETE /messages/{messageId}', () => {
  test('is for the author and moderators', async () => {
    const { alice, bob, carol, roomId } = await openRoom({ isLocked: true });
    const one = await make(bob, 'messages', { roomId, text: '1' });
    const two = await make(bob, 'messages', { roomId, text: '2' });
    const three = await make(alice, 'messages', { roomId, text: '3' });
    expect(await bob.delete(`messages/${three.id}`)).toMatchObject(refusal(403, 'author or a moderator'));
    expect(await carol.delete(`messages/${three.id}`)).toMatchObject(refusal(404, 'messageId'));
    expect((await bob.delete(`messages/${one.id}`)).status).toBe(204);
    expect((await alice.delete(`messages/${two.id}`)).status).toBe(204);
    expect(await alice.get(`messages/${two.id}`)).toMatchObject(refusal(404, 'messageId'));
    expect(idsOf((await bob.get(`messages?roomId=${roomId}`)).body.items)).toEqual([three.id]);
  });

  test('keeps the replies', async () => {
    const { alice, roomId } = await openRoom();
    const parent = await make(alice, 'messages', { roomId, text: 'Question' });
    const reply = await make(alice, 'messages', { roomId, parentId: parent.id, text: 'Answer' });
    await alice.delete(`messages/${parent.id}`);
    expect((await alice.get(`messages/${reply.id}`)).body).toEqual(reply);
    const late = await alice.post('messages', { roomId, parentId: parent.id, text: 'Late' });
    expect(late).toMatchObject(refusal(404, 'parentId'));
  });
});

test('parentId replies in a direct room, by person id or email address', async () => {
  const { alice, bob, carol } = await openEmulator();
  const first = await make(alice, 'messages', { toPersonId: bob.id, text: 'Hello' });
  for (const to of [{ toPersonId: alice.id }, { toPersonEmail: alice.email }]) {
    const reply = await make(bob, 'messages', { ...to, parentId: first.id, text: 'Hi' });
    expect(reply).toMatchObject({ parentId: first.id, roomId: first.roomId });
  }
  const other = { toPersonId: carol.id, parentId: first.id, text: 'Hi' };
  expect(await alice.post('messages', other)).toMatchObject(refusal(400, 'another room'));
});

test('a rejected reply does not invite anybody', async () => {
  const { alice } = await openEmulator();
  const reply = { toPersonEmail: 'new@example.com', parentId: 'none', text: 'Hi' };
  expect(await alice.post('messages', reply)).toMatchObject(refusal(404, 'parentId'));
  expect((await alice.get('people?email=new@example.com')).body.items).toEqual([]);
});
