/** A program of a user who installs our packages. */
export interface Consumer {
  /** Its name in the table. */
  readonly name: string;
  readonly packages: readonly string[];
  /** What its program imports: from which package, which names. */
  readonly imports: Readonly<Record<string, string>>;
  /** The program: the body of an async function. */
  readonly program: string;
  /** The expected output. */
  readonly prints: string;
}

const options = '{ baseUrl: process.env.WEBEX_BASE_URL }';

export const consumers: readonly Consumer[] = [
  {
    name: 'rooms',
    packages: ['@wxt/rooms'],
    imports: { '@wxt/rooms': 'Rooms, Session, NotFoundError' },
    program: `
  const rooms = new Rooms(new Session(${options}));
  const { id } = await rooms.create({ title: 'Lab' });
  await rooms.delete(id);
  const error = await rooms.get(id).catch((error) => error);
  console.log(error instanceof NotFoundError);`,
    prints: 'true\n',
  },
  {
    name: 'three resources',
    packages: ['@wxt/rooms', '@wxt/messages', '@wxt/memberships'],
    imports: {
      '@wxt/rooms': 'Rooms, Session',
      '@wxt/messages': 'Messages, ApiError',
      '@wxt/memberships': 'Memberships',
    },
    program: `
  const session = new Session(${options});
  const room = await new Rooms(session).create({ title: 'Lab' });
  const message = await new Messages(session).create({ roomId: room.id, text: 'Hello' });
  const members = await new Memberships(session).list({ roomId: room.id }).toArray();
  const error = await new Rooms(session).delete('nothing').catch((error) => error);
  console.log(room.title, message.text, members.length, error instanceof ApiError);`,
    prints: 'Lab Hello 1 true\n',
  },
  {
    name: 'sdk',
    packages: ['@wxt/sdk'],
    imports: { '@wxt/sdk': 'WebexTeamsAPI' },
    program: `
  const api = new WebexTeamsAPI(${options});
  const room = await api.rooms.create({ title: 'Lab' });
  const mine = api.bind({ shout(text) { return this.messages.create({ roomId: room.id, text: text.toUpperCase() }); } });
  console.log((await mine.shout('hello')).text, (await api.messages.list({ roomId: room.id }).first()).text);`,
    prints: 'HELLO HELLO\n',
  },
];

/** The files of a consumer: its program as an ES module and as CommonJS. */
export function programs({ imports, program }: Consumer) {
  const lines = (line: (names: string, from: string) => string) =>
    Object.entries(imports).map(([from, names]) => line(names, from));
  const body = `async function main() {${program}\n}\nmain();\n`;
  return {
    'program.mjs': [...lines((names, from) => `import { ${names} } from '${from}';`), body].join('\n'),
    'program.cjs': [...lines((names, from) => `const { ${names} } = require('${from}');`), body].join('\n'),
  };
}
