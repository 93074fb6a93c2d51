import { expect, test } from 'vitest';
import { toId, toUuid } from '../../src/index.js';
import { idHint } from '../../src/request/id-hint.js';

const uuid = '5f5cd2c0-1a2b-11ec-9b3e-0f1d2c3b4a59';
const base64 = (text: string) => Buffer.from(text).toString('base64');

test.each([
  ['a UUID', uuid.toUpperCase()],
  ['an id without padding', base64(`ciscospark://us/ROOM/${uuid}`).replace(/=+$/, '')],
  ['an id with padding', `${base64(`ciscospark://us/PEOPLE/${uuid}`).replace(/=+$/, '')}==`],
  ['an id of another cluster', base64(`ciscospark://urn:TEAM:eu-central-1_k/ROOM/${uuid}`)],
  ['an id in the other base64', Buffer.from(`ciscospark://us/TEAM/${uuid}`).toString('base64url')],
  ['an address', `ciscospark://us/MESSAGE/${uuid}`],
  ['a link', `webexteams://im?space=${uuid}`],
  ['an id with white space around it', ` ${base64(`ciscospark://us/ROOM/${uuid}`)}\n`],
])('toUuid() of %s', (_, id) => {
  expect(toUuid(id)).toBe(uuid);
});

test.each([
  ['a membership, which names two things', base64(`ciscospark://us/MEMBERSHIP/${uuid}:${uuid}`)],
  ['an e-mail address', 'someone@example.com'],
  ['nothing', ''],
  ['other base64', base64('hello')],
  ['no string', 5 as unknown as string],
])('toUuid() of %s is a TypeError', (_, id) => {
  expect(() => toUuid(id)).toThrow(TypeError);
  expect(() => toUuid(id)).toThrow(/^toUuid: id must be/);
});

test('toId() is the inverse of toUuid()', () => {
  const id = toId('ROOM', uuid.toUpperCase());
  expect(Buffer.from(id, 'base64').toString()).toBe(`ciscospark://us/ROOM/${uuid}`);
  expect(toUuid(id)).toBe(uuid);
  expect(Buffer.from(toId('TEAM', uuid, 'eu'), 'base64').toString()).toBe(`ciscospark://eu/TEAM/${uuid}`);
});

test.each([
  ['room', uuid, 'us', /type must be in upper case/],
  ['ROOM', 'x', 'us', /id must be a UUID/],
  ['ROOM', uuid, 'a/b', /cluster must be/],
])('toId(%j, %j, %j) is a TypeError', (type, id, cluster, message) => {
  expect(() => toId(type, id, cluster)).toThrow(TypeError);
  expect(() => toId(type, id, cluster)).toThrow(message);
});

test.each([
  [['rooms', uuid], {}, /the id in the path is a UUID: toId/],
  [['people', 'someone@example.com'], {}, /the id in the path is an e-mail address/],
  [['messages'], { roomId: `webexteams://im?space=${uuid}` }, /"roomId" is a link to the Webex app/],
  [['x'], { personIds: ['ok', `ciscospark://us/PEOPLE/${uuid}`] }, /"personIds" is a ciscospark:/],
])('idHint(%j, %j) says what is wrong', (segments, parameters, expected) => {
  expect(idHint(segments, parameters)).toMatch(expected);
});

test.each([
  [['rooms', base64(`ciscospark://us/ROOM/${uuid}`)], { text: uuid, personEmail: 'a@example.com' }],
  [['people', 'me'], { orgId: undefined, max: 5 }],
])('idHint(%j, %j) is undefined', (segments, parameters) => {
  expect(idHint(segments, parameters)).toBeUndefined();
});
