import { type Emulator, startEmulator } from '@wxt/emulator';
import { test as base, expect } from 'vitest';

// As in the testing guide.
const test = base.extend<{ emulator: Emulator }>({
  // biome-ignore lint/correctness/noEmptyPattern: vitest wants a destructured parameter.
  emulator: async ({}, use) => {
    const emulator = await startEmulator();
    await use(emulator);
    await emulator.close();
  },
});

test('a vitest fixture starts an emulator, whose request log has the path and the status', async ({
  emulator,
}) => {
  const headers = { authorization: `Bearer ${emulator.users[0].accessToken}` };
  await fetch(`${emulator.url}rooms`, { headers });
  await emulator.idle();
  expect(emulator.requests).toMatchObject([{ path: '/v1/rooms', status: 200 }]);
});
