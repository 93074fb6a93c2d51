import { describe, expect, test } from 'vitest';
import { idsOf, make, openEmulator, refusal } from './open-emulator.js';

const hook = {
  name: 'Hook',
  targetUrl: 'http://127.0.0.1:9/',
  resource: 'messages',
  event: 'created',
};

describe('POST /webhooks', () => {
  test('returns an active webhook', async () => {
    const { alice, bob } = await openEmulator();
    const webhook = await make(alice, 'webhooks', { ...hook, filter: 'roomType=direct', secret: 'shh' });
    expect(webhook).toEqual({
      id: webhook.id,
      ...hook,
      filter: 'roomType=direct',
      secret: 'shh',
      orgId: (await alice.get('people/me')).body.orgId,
      createdBy: alice.id,
      appId: expect.any(String),
      ownedBy: 'creator',
      status: 'active',
      created: expect.any(String),
    });
    expect((await alice.get(`webhooks/${webhook.id}`)).body).toEqual(webhook);
    expect(await bob.get(`webhooks/${webhook.id}`)).toMatchObject(refusal(404, 'webhookId'));
    const bare = await make(alice, 'webhooks', { ...hook, resource: 'all', event: 'all' });
    expect(bare).not.toHaveProperty('secret');
    expect(bare).not.toHaveProperty('filter');
  });

  test.each([
    [{ name: undefined }, 'name is required'],
    [{ targetUrl: undefined }, 'targetUrl is required'],
    [{ resource: undefined }, 'resource is required'],
    [{ event: undefined }, 'event is required'],
    [{ targetUrl: 'example.com/hook' }, 'targetUrl must be'],
    [{ targetUrl: 'ftp://example.com/' }, 'targetUrl must be'],
    [{ resource: 'people' }, 'resource must be one of'],
    [{ event: 'happened' }, 'event must be one of'],
    [{ filter: 'colour=red' }, "filter can't ask for colour"],
    [{ resource: 'rooms', filter: 'roomId=a' }, "filter can't ask for roomId with the resource rooms"],
    [{ resource: 'all', event: 'all', filter: 'roomId=a' }, "filter can't ask for roomId"],
    [{ ownedBy: 'team' }, 'ownedBy'],
    [{ secret: 5 }, 'secret must be a string'],
  ])('rejects %j', async (wrong, text) => {
    const { alice } = await openEmulator();
    expect(await alice.post('webhooks', { ...hook, ...wrong })).toMatchObject(refusal(400, text));
    expect((await alice.get('webhooks')).body.items).toEqual([]);
  });

  test('accepts resources that the emulator never changes, with any filter', async () => {
    const { alice } = await openEmulator();
    const meeting = { ...hook, resource: 'meetings', event: 'started', filter: 'hostEmail=a@example.com' };
    expect(await make(alice, 'webhooks', meeting)).toMatchObject(meeting);
  });
});

test("GET /webhooks lists only the caller's webhooks, newest first", async () => {
  const { alice, bob } = await openEmulator();
  const first = await make(alice, 'webhooks', hook);
  const second = await make(alice, 'webhooks', hook);
  await make(bob, 'webhooks', hook);
  expect((await alice.get('webhooks')).body.items).toEqual([second, first]);
});

describe('PUT /webhooks/{webhookId}', () => {
  test('changes name, targetUrl, secret and status only', async () => {
    const { alice } = await openEmulator();
    const webhook = await make(alice, 'webhooks', { ...hook, secret: 'shh' });
    const change = { name: 'Other', targetUrl: 'http://127.0.0.1:10/' };
    const ignored = { resource: 'rooms', event: 'updated', filter: 'type=group', ownedBy: 'org' };
    const answer = await alice.put(`webhooks/${webhook.id}`, { ...change, ...ignored });
    expect(answer).toMatchObject({ status: 200 });
    expect(answer.body).toEqual({ ...webhook, ...change });
    const secret = { ...change, secret: 'psst', status: 'active' };
    expect((await alice.put(`webhooks/${webhook.id}`, secret)).body).toEqual({ ...webhook, ...secret });
    expect((await alice.get(`webhooks/${webhook.id}`)).body).toEqual({ ...webhook, ...secret });
  });

  test.each([
    [{ name: undefined }, 'name'],
    [{ targetUrl: undefined }, 'targetUrl'],
    [{ targetUrl: 'nowhere' }, 'targetUrl'],
    [{ status: 'inactive' }, 'status can be set to active only'],
  ])('rejects %j', async (wrong, text) => {
    const { alice } = await openEmulator();
    const webhook = await make(alice, 'webhooks', hook);
    const change = { name: 'Other', targetUrl: hook.targetUrl, ...wrong };
    expect(await alice.put(`webhooks/${webhook.id}`, change)).toMatchObject(refusal(400, text));
    expect((await alice.get(`webhooks/${webhook.id}`)).body).toEqual(webhook);
  });
});

test("PUT and DELETE /webhooks/{webhookId} are a 404 for another owner's webhook and for an unknown id", async () => {
  const { alice, bob } = await openEmulator();
  const { id } = await make(alice, 'webhooks', hook);
  for (const answer of [
    await bob.put(`webhooks/${id}`, hook),
    await bob.delete(`webhooks/${id}`),
    await alice.put('webhooks/none', hook),
    await alice.delete('webhooks/none'),
  ]) {
    expect(answer).toMatchObject(refusal(404, 'webhookId'));
  }
  expect(await alice.delete(`webhooks/${id}`)).toMatchObject({ status: 204 });
  expect(await alice.get(`webhooks/${id}`)).toMatchObject(refusal(404, 'webhookId'));
  expect((await alice.get('webhooks')).body.items).toEqual([]);
});

test('a webhook owned by the organization is visible to all its administrators, and to nobody else', async () => {
  const { alice, bob, carol } = await openEmulator();
  const ofAll = { ...hook, ownedBy: 'org' };
  expect(await bob.post('webhooks', ofAll)).toMatchObject(refusal(403, 'administrator'));
  expect(await bob.get('webhooks?ownedBy=org')).toMatchObject(refusal(403, 'administrator'));
  const webhook = await make(alice, 'webhooks', ofAll);
  expect(webhook).toMatchObject({ ownedBy: 'org' });
  const own = await make(alice, 'webhooks', hook);
  expect(idsOf((await alice.get('webhooks?ownedBy=org')).body.items)).toEqual([webhook.id]);
  expect(await alice.get('webhooks?ownedBy=me')).toMatchObject(refusal(400, 'ownedBy'));
  const { roles } = (await alice.get('people/me')).body;
  await alice.put(`people/${bob.id}`, { displayName: 'Bob', roles });
  expect((await bob.get('webhooks?ownedBy=org')).body.items).toEqual([webhook]);
  expect((await bob.get('webhooks')).body.items).toEqual([]);
  expect((await bob.get(`webhooks/${webhook.id}`)).body).toEqual(webhook);
  expect(await bob.get(`webhooks/${own.id}`)).toMatchObject({ status: 404 });
  expect(await carol.get(`webhooks/${webhook.id}`)).toMatchObject({ status: 404 });
  expect(await bob.delete(`webhooks/${webhook.id}`)).toMatchObject({ status: 204 });
  expect(idsOf((await alice.get('webhooks')).body.items)).toEqual([own.id]);
});
