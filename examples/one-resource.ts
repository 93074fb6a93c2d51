/** A program that needs rooms and nothing else installs `@wxt/rooms`, which brings the session and the errors along. */
import { startEmulator } from '@wxt/emulator';
import { NotFoundError, Rooms, Session } from '@wxt/rooms';

const emulator = await startEmulator({ rooms: 3 });
const [alice] = emulator.users;

const rooms = new Rooms(new Session({ accessToken: alice.accessToken, baseUrl: emulator.url }));
for await (const { title } of rooms.list()) console.log(title);
try {
  await rooms.get('no-such-room');
} catch (error) {
  if (!(error instanceof NotFoundError)) throw error;
  console.log(error.message);
}

await emulator.close();
