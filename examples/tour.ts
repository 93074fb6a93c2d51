/** Each of the nineteen resources once, against an emulator that it starts itself. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import { json } from 'node:stream/consumers';
import { startEmulator } from '@wxt/emulator';
import { WebexTeamsAPI } from '@wxt/sdk';

const emulator = await startEmulator();
const [alice, bob, carol] = emulator.users;
const baseUrl = emulator.url;
const api = new WebexTeamsAPI({ accessToken: alice.accessToken, baseUrl });

let stops = 0;
const stop = (property: keyof WebexTeamsAPI, title: string) =>
  console.log(`\n${++stops}. ${property}: ${title}`);
const show = (...values: unknown[]) => console.log('  ', ...values);

console.log(`The tour, as ${alice.displayName}, who is an administrator, against ${baseUrl}`);

stop('people', 'who am I, and a new account');
const me = await api.people.me();
const orgId = me.orgId ?? '';
const grace = await api.people.create({ displayName: 'Grace Hopper', emails: ['grace@example.com'] });
show(`I am ${me.displayName}; ${grace.displayName} is ${grace.status}`);

stop('accessTokens', 'Bob allows an integration to act for him, and its token is renewed');
const anonymous = new WebexTeamsAPI({ accessToken: false, baseUrl });
const { clientId, clientSecret, redirectUri } = emulator.integration;
const code = emulator.authorizationCode(bob.id);
const granted = await anonymous.accessTokens.get({ clientId, clientSecret, code, redirectUri });
const { refresh_token: refreshToken } = granted;
const renewed = await anonymous.accessTokens.refresh({ clientId, clientSecret, refreshToken });
const asBob = new WebexTeamsAPI({ accessToken: renewed.access_token, baseUrl });
show(`a token for ${renewed.expires_in / 86_400} days, of ${(await asBob.people.me()).displayName}`);

stop('teams', 'people with rooms in common');
const team = await api.teams.create({ name: 'Compilers', description: 'From words to machines' });
show(team.name, '-', team.description);

stop('teamMemberships', 'Bob joins');
await api.teamMemberships.create({ teamId: team.id, personId: bob.id });
for await (const { personDisplayName, isModerator } of api.teamMemberships.list({ teamId: team.id })) {
  show(personDisplayName, isModerator ? '(moderator)' : '');
}

stop('rooms', 'one for the team');
const room = await api.rooms.create({ title: 'A-0', teamId: team.id });
const roomId = room.id;
for await (const { title } of api.rooms.list({ teamId: team.id })) show(title);

stop('webhooks', 'this very program is told what happens in the room');
const target = createServer().listen(0, '127.0.0.1');
await once(target, 'listening');
const address = target.address();
const port = typeof address === 'object' ? address?.port : undefined;
const webhook = await api.webhooks.create({
  name: 'Tour',
  targetUrl: `http://127.0.0.1:${port}/`,
  resource: 'messages',
  event: 'created',
  filter: `roomId=${roomId}`,
  secret: 'between us',
});
show(`${webhook.name} is ${webhook.status}`);

stop('memberships', 'Bob and Carol come in');
for (const { id } of [bob, carol]) await api.memberships.create({ roomId, personId: id });
const members = await api.memberships.list({ roomId }).toArray();
show(members.map(({ personDisplayName }) => personDisplayName).join(', '));

stop('messages', 'Bob asks by a card, and the webhook tells of it');
const told = once(target, 'request');
const message = await asBob.messages.create({
  roomId,
  markdown: 'Who wrote the **first** compiler?',
  attachments: [
    {
      contentType: 'application/vnd.microsoft.card.adaptive',
      content: { type: 'AdaptiveCard', version: '1.3', body: [{ type: 'Input.Text', id: 'answer' }] },
    },
  ],
});
show(`${message.personEmail}: ${message.text}`);
const [request, response] = await told;
const { resource, event, data } = (await json(request)) as { resource: string; event: string; data: object };
response.end();
show(`a POST says ${resource} ${event}, signed ${request.headers['x-spark-signature']}`);
show('with', Object.keys(data).join(', '), 'but not what was said');

stop('attachmentActions', 'Carol submits the card');
const asCarol = new WebexTeamsAPI({ accessToken: carol.accessToken, baseUrl });
const { id: actionId } = await asCarol.attachmentActions.create({
  type: 'submit',
  messageId: message.id,
  inputs: { answer: 'Grace Hopper' },
});
show((await asBob.attachmentActions.get(actionId)).inputs);

stop('roomTabs', 'a page pinned to the room');
const contentUrl = 'https://example.com/a-0';
const tab = await api.roomTabs.create({ roomId, displayName: 'Manual', contentUrl });
show(tab.displayName, tab.contentUrl);

stop('linkedFolders', 'a folder of documents linked to it');
const where = { driveId: 'drive', itemId: 'item', defaultFolder: 'true' } as const;
const folder = await api.linkedFolders.create({ roomId, displayName: 'Tapes', contentUrl, ...where });
show(folder.displayName, folder.contentUrl);

stop('events', 'what has happened in the organization, newest first');
for await (const happened of api.events.list().take(4)) show(happened.resource, happened.type);

stop('roles', 'what administrators can be');
for await (const { name } of api.roles.list().take(2)) show(name);

stop('licenses', 'one for Grace');
const license = await api.licenses.list().first();
if (license === undefined) throw new Error('There is no license.');
await api.licenses.assign({ personId: grace.id, licenses: [{ id: license.id }] });
const { consumedUnits, totalUnits, users } = await api.licenses.get(license.id, {
  includeAssignedTo: 'user',
});
show(`${license.name}: ${consumedUnits} of ${totalUnits}, by ${users?.map(({ email }) => email)}`);

stop('organizations', 'all there are');
for await (const { displayName } of api.organizations.list()) show(displayName);

stop('adminAuditEvents', 'what administrators have done');
const day = 24 * 3600 * 1000;
const from = new Date(Date.now() - day).toISOString();
const to = new Date(Date.now() + day).toISOString();
for await (const { data } of api.adminAuditEvents.list({ orgId, from, to })) show(data.actionText);

stop('hybridDataSecurity', 'how the keys of the organization are kept');
const { items } = await api.hybridDataSecurity.getOrganization(orgId);
for (const { clusterId = '', clusterName } of items[0]?.clusters ?? []) {
  const cluster = await api.hybridDataSecurity.getCluster(clusterId);
  show(clusterName, 'is', cluster.items[0]?.clusters?.[0]?.clusterStatus);
}

stop('guests', 'somebody without an account');
const guest = await api.guests.create({ subject: 'visitor-1', displayName: 'Ada Lovelace' });
show(
  `${guest.displayName} has a token for ${guest.expiresIn / 3600} hours; guests: ${await api.guests.count()}`,
);

stop('guestIssuer', 'the same the old way, by a signed JWT');
const expiration = Math.floor(Date.now() / 1000) + 3600;
const { issuerId, secret } = emulator.guestIssuer;
const visitor = { subject: 'visitor-2', displayName: 'Jean Bartik', issuerId, secret, expiration };
const { token } = await anonymous.guestIssuer.create(visitor);
show((await new WebexTeamsAPI({ accessToken: token, baseUrl }).people.me()).displayName, 'is a guest');

target.close();
await emulator.close();
console.log(`\nThat is all: ${stops} resources.`);
