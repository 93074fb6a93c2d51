import { expect, test } from 'vitest';
import { make, openEmulator, refusal, send } from './open-emulator.js';

const json = (body: unknown) => ({
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
});

test('an incoming webhook posts text or Markdown into its room without a token, and responds with 204', async () => {
  const { emulator, alice } = await openEmulator();
  const { id: roomId } = await make(alice, 'rooms', { title: 'Builds' });
  const url = emulator.createIncomingWebhook({ roomId, name: 'CI' });
  expect(url).toMatch(`${emulator.url}webhooks/incoming/`);
  expect(await send(url, json({ text: 'Build 1 failed' }))).toMatchObject({ status: 204, body: {} });
  expect(await send(url, json({ markdown: '**Build 2** passed' }))).toHaveProperty('status', 204);
  const { items } = (await alice.get(`messages?roomId=${roomId}`)).body;
  expect(items).toMatchObject([
    {
      markdown: '**Build 2** passed',
      text: 'Build 2 passed',
      html: '<p><strong>Build 2</strong> passed</p>',
    },
    { text: 'Build 1 failed' },
  ]);
  expect((await alice.get(`people/${items[0]?.personId}`)).body).toMatchObject({
    displayName: 'CI',
    type: 'bot',
  });
});

test('an incoming webhook rejects an unknown id, an empty message and a message that is too long', async () => {
  const { emulator, alice } = await openEmulator();
  const { id: roomId } = await make(alice, 'rooms', { title: 'Builds' });
  const url = emulator.createIncomingWebhook({ roomId });
  expect(await send(`${emulator.url}webhooks/incoming/none`, json({ text: 'x' }))).toMatchObject(
    refusal(404, 'URL'),
  );
  expect(await send(url, json({}))).toMatchObject(refusal(400, 'text, markdown'));
  expect(await send(url, json({ text: '' }))).toMatchObject(refusal(400, 'text, markdown'));
  expect(await send(url, json({ markdown: 'x'.repeat(7440) }))).toMatchObject(refusal(400, '7439 bytes'));
  await alice.delete(`rooms/${roomId}`);
  expect(await send(url, json({ text: 'x' }))).toHaveProperty('status', 404);
  expect(() => emulator.createIncomingWebhook({ roomId: 'none' })).toThrow('roomId');
});

test('an incoming webhook can be created over HTTP, and its id is not in the request log', async () => {
  const { emulator, alice } = await openEmulator();
  const { id: roomId } = await make(alice, 'rooms', { title: 'Builds' });
  const created = await send(new URL('/_emulator/incoming-webhooks', emulator.url), json({ roomId }));
  expect(created).toMatchObject({
    status: 201,
    body: { url: expect.stringContaining('/v1/webhooks/incoming/') },
  });
  const url = String(created.body.url);
  expect(await send(url, json({ text: 'Hello' }))).toHaveProperty('status', 204);
  expect(JSON.stringify(emulator.requests)).not.toContain(url.split('/').at(-1));
  const unknown = await send(new URL('/_emulator/incoming-webhooks', emulator.url), json({ roomId: 'none' }));
  expect(unknown).toMatchObject(refusal(404, 'roomId'));
});
