import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { acceptedDeviations } from '../src/accepted-deviations.js';
import { type ContractReport, checkContract } from '../src/check-contract.js';
import { printFaults } from '../src/print-report.js';
import { copyWorkspace, type Plant } from './copy-workspace.js';

const root = fileURLToPath(new URL('../../..', import.meta.url));
let report: ContractReport;

beforeAll(async () => {
  report = await checkContract(root);
});

describe('the resource packages match the OpenAPI documents', () => {
  test('in every operation', () => {
    expect(report.coverage).toEqual([
      { document: 'messaging', covered: 59, operations: 59 },
      { document: 'admin', covered: 24, operations: 24 },
    ]);
  });

  test('in every parameter and attribute, except for accepted deviations', () => {
    expect(printFaults(report)).toEqual([]);
  });
});

test('an accepted deviation that no longer exists is reported as stale', async () => {
  const entry = {
    where: 'GET /rooms',
    name: 'query.max',
    kind: 'type',
    detail: 'Odd.',
    reason: 'Old.',
  } as const;
  const { stale } = await checkContract(root, [...acceptedDeviations, entry]);
  expect(stale).toEqual([...report.stale, entry]);
});

test('a deviation whose detail differs from the accepted one is reported', async () => {
  const [first, ...others] = acceptedDeviations;
  if (first === undefined) throw new Error('There are no accepted deviations.');
  const other = { ...first, detail: 'something else' };
  const { stale, unexplained } = await checkContract(root, [other, ...others]);
  expect(stale).toEqual([other, ...report.stale]);
  const { where, name, kind, detail } = first;
  expect(unexplained).toContainEqual(expect.objectContaining({ where, name, kind, detail }));
});

test('each planted deviation is reported, and nothing else', async () => {
  const rooms = 'packages/rooms/src/rooms.ts';
  const people = 'packages/people/src/people.ts';
  const messages = 'packages/messages/src/messages.ts';
  const plants: readonly (Plant & { readonly finds: readonly string[] })[] = [
    {
      file: rooms,
      from: 'orgPublicSpaces?: boolean',
      to: 'publicSpaces?: boolean',
      finds: [
        'GET /rooms query.orgPublicSpaces: parameter missing',
        'GET /rooms query.publicSpaces: parameter unknown',
      ],
    },
    {
      file: rooms,
      from: 'getMeetingInfo(roomId',
      to: 'private getMeetingInfo(roomId',
      finds: ['GET /rooms/{roomId}/meetingInfo: operation missing'],
    },
    {
      file: rooms,
      from: "sortBy?: 'id' | 'lastactivity' | 'created'",
      to: "sortBy?: 'id' | 'lastActivity' | 'created'",
      finds: ['GET /rooms query.sortBy: values'],
    },
    {
      file: rooms,
      from: 'export interface CreateRoom {\n  title: string',
      to: 'export interface CreateRoom {\n  title?: string',
      finds: ['POST /rooms body.title: required'],
    },
    {
      file: rooms,
      from: 'readonly isLocked: boolean',
      to: 'readonly isLocked: string',
      finds: ['Room isLocked: type'],
    },
    {
      file: rooms,
      from: "readonly type: OpenEnum<'direct' | 'group'>",
      to: "readonly type: 'direct' | 'group'",
      finds: ['Room type: values'],
    },
    {
      file: rooms,
      from: 'readonly creatorId: string',
      to: 'readonly creator: string',
      finds: ['Room creatorId: attribute missing', 'Room creator: attribute extra'],
    },
    {
      file: messages,
      from: "['messages', 'direct']",
      to: "['messages', 'personal']",
      finds: ['GET /messages/personal: operation unknown', 'GET /messages/direct: operation missing'],
    },
    {
      file: messages,
      from: 'body: withoutStaleText(message)',
      to: 'body: { roomId: message.roomId, text: message.text }',
      finds: [
        'PUT /messages/{messageId} body.markdown: parameter missing',
        'PUT /messages/{messageId} markdown: parameter unsent',
      ],
    },
    {
      file: people,
      from: "queryFields: ['callingData', 'minResponse'],",
      to: "queryFields: ['callingData'],",
      finds: [
        'POST /people query.minResponse: parameter missing',
        'POST /people body.minResponse: parameter unknown',
      ],
    },
    {
      file: people,
      from: 'export interface SetPersonAddress {\n  type?: string | undefined;',
      to: 'export interface SetPersonAddress {\n  kind?: string | undefined;',
      finds: [
        'POST /people body.addresses[].type: parameter missing',
        'POST /people body.addresses[].kind: parameter unknown',
        'PUT /people/{personId} body.addresses[].type: parameter missing',
        'PUT /people/{personId} body.addresses[].kind: parameter unknown',
      ],
    },
    {
      file: people,
      from: '  ): Promise<void>;\n  update(',
      to: '  ): Promise<Person>;\n  update(',
      finds: ['PUT /people/{personId} answer 204: type'],
    },
    {
      file: 'packages/access-tokens/src/access-tokens.ts',
      from: "['access_token']",
      to: "['token']",
      finds: ['POST /token: operation unknown'],
    },
    {
      file: people,
      from: '    return this.session.delete(',
      to: "    if (personId) throw new TypeError('Not today.');\n    return this.session.delete(",
      finds: ['People.delete: undriven', 'DELETE /people/{personId}: operation missing'],
    },
  ];
  const copy = await copyWorkspace(root, plants);
  onTestFinished(copy.remove);

  const before = found(report);
  const after = found(await checkContract(copy.root));
  expect([...after].filter((line) => !before.has(line)).sort()).toEqual(
    plants.flatMap(({ finds }) => finds).sort(),
  );
});

/** Returns the deviations that are not accepted, of all documents. */
function found({ unexplained }: ContractReport): Set<string> {
  return new Set(
    unexplained.map(({ where, name, kind }) => `${[where, name].filter(Boolean).join(' ')}: ${kind}`),
  );
}

test('a method that rejects a documented success is reported', async () => {
  const copy = await copyWorkspace(root, [
    {
      file: 'packages/people/src/people.ts',
      from: 'allowEmpty: person?.minResponse === true',
      to: 'allowEmpty: false',
    },
  ]);
  onTestFinished(copy.remove);
  const { unexplained } = await checkContract(copy.root);
  expect(unexplained).toEqual([
    {
      where: 'People.update',
      name: '',
      kind: 'undriven',
      detail: expect.stringMatching(/^204: .*MalformedResponseError: /),
    },
  ]);
});

test('a composed method that sends other requests than listed is reported', async () => {
  const copy = await copyWorkspace(root, [
    {
      file: 'packages/people/src/people.ts',
      from: 'const person = await this.get(',
      to: 'const person = await this.me(), _ = (',
    },
  ]);
  onTestFinished(copy.remove);
  const { unexplained } = await checkContract(copy.root);
  expect(unexplained).toContainEqual(
    expect.objectContaining({
      kind: 'operation unknown',
      detail: expect.stringContaining('People.change sends'),
    }),
  );
});

test('a resource in no document is listed as undocumented, and its operations are not covered', async () => {
  const file = 'packages/attachment-actions/src/attachment-actions.ts';
  const renamed = (from: string) => ({ file, from, to: from.replace("'attachment'", "'attachments'") });
  const copy = await copyWorkspace(root, [
    renamed("post<AttachmentAction>(['attachment'"),
    renamed("get<AttachmentAction>(['attachment'"),
  ]);
  onTestFinished(copy.remove);
  const { undocumented, coverage } = await checkContract(copy.root);
  expect(undocumented).toEqual([...report.undocumented, 'AttachmentActions'].sort());
  expect(coverage[0]).toEqual({ document: 'messaging', covered: 57, operations: 59 });
});
