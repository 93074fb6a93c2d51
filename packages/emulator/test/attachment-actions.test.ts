import { describe, expect, test } from 'vitest';
import { make, openEmulator, refusal } from './open-emulator.js';

const card = {
  contentType: 'application/vnd.microsoft.card.adaptive',
  content: { type: 'AdaptiveCard', version: '1.3', body: [{ type: 'Input.Text', id: 'name' }] },
};

async function openCard() {
  const all = await openEmulator();
  const { id: roomId } = await make(all.alice, 'rooms', { title: 'Room' });
  await make(all.alice, 'memberships', { roomId, personId: all.bob.id });
  const message = { roomId, text: 'Who are you?', attachments: [card] };
  const { id: messageId } = await make(all.alice, 'messages', message);
  return { ...all, roomId, messageId };
}

const inputs = { name: 'Bob', age: 36, isIn: true, nothing: null };

test('any member of the room can submit a card and read what was submitted', async () => {
  const { alice, bob, carol, roomId, messageId } = await openCard();
  const answer = await bob.post('attachment/actions', { type: 'submit', messageId, inputs });
  expect(answer.status).toBe(200);
  const { id } = answer.body;
  expect(answer.body).toEqual({
    id,
    type: 'submit',
    messageId,
    roomId,
    personId: bob.id,
    inputs,
    created: expect.any(String),
  });
  for (const actor of [alice, bob]) {
    expect((await actor.get(`attachment/actions/${id}`)).body).toEqual(answer.body);
  }
  expect(await carol.get(`attachment/actions/${id}`)).toMatchObject(refusal(404, 'attachment action'));
  expect(await alice.get('attachment/actions/none')).toMatchObject(refusal(404, 'attachment action'));
  const again = await bob.post('attachment/actions', { type: 'submit', messageId, inputs: {} });
  expect(again).toMatchObject({ status: 200, body: { inputs: {} } });
  expect(again.body.id).not.toBe(id);
});

describe('POST /attachment/actions', () => {
  test.each([
    [{ type: undefined }, 400, 'type'],
    [{ type: 'cancel' }, 400, 'type must be submit'],
    [{ messageId: undefined }, 400, 'messageId'],
    [{ messageId: 'none' }, 404, 'messageId'],
    [{ inputs: undefined }, 400, 'inputs'],
    [{ inputs: [] }, 400, 'inputs'],
    [{ inputs: 'name' }, 400, 'inputs'],
  ])('rejects %j', async (wrong, status, text) => {
    const { bob, messageId } = await openCard();
    const action = { type: 'submit', messageId, inputs, ...wrong };
    expect(await bob.post('attachment/actions', action)).toMatchObject(refusal(status, text));
  });

  test('requires a message with a card that the caller can see', async () => {
    const { bob, carol, roomId, messageId } = await openCard();
    const { id: plain } = await make(bob, 'messages', { roomId, text: 'No card' });
    const submit = (id: string) => ({ type: 'submit', messageId: id, inputs });
    expect(await bob.post('attachment/actions', submit(plain))).toMatchObject(refusal(400, 'a card'));
    expect(await carol.post('attachment/actions', submit(messageId))).toMatchObject(
      refusal(404, 'messageId'),
    );
  });

  test('is a 404 for a deleted message; earlier actions are deleted with the room', async () => {
    const { alice, bob, roomId, messageId } = await openCard();
    const action = { type: 'submit', messageId, inputs };
    const { id } = (await bob.post('attachment/actions', action)).body;
    await alice.delete(`messages/${messageId}`);
    expect(await bob.post('attachment/actions', action)).toMatchObject(refusal(404, 'messageId'));
    expect(await bob.get(`attachment/actions/${id}`)).toMatchObject({ status: 200 });
    await alice.delete(`rooms/${roomId}`);
    expect(await bob.get(`attachment/actions/${id}`)).toMatchObject({ status: 404 });
  });

  test('is rejected in an archived room', async () => {
    const { alice } = await openEmulator();
    const { id: teamId } = await make(alice, 'teams', { name: 'Team' });
    const { id: roomId } = await make(alice, 'rooms', { title: 'Room', teamId });
    const { id: messageId } = await make(alice, 'messages', { roomId, attachments: [card] });
    await alice.delete(`rooms/${roomId}`);
    const answer = await alice.post('attachment/actions', { type: 'submit', messageId, inputs });
    expect(answer).toMatchObject(refusal(403, 'archived'));
  });
});
