import { startEmulator } from '@wxt/emulator';
import { startScriptedServer } from '@wxt/testing';
import { afterEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { type EventPosition, Events, ServerError, Session } from '../src/index.js';

interface StoredEvent {
  readonly id: string;
  readonly created: string;
}

const start = Date.parse('2026-11-01T00:00:00.000Z');
const at = (milliseconds: number) => new Date(start + milliseconds).toISOString();
const event = (id: string, milliseconds: number): StoredEvent => ({ id, created: at(milliseconds) });

afterEach(() => {
  vi.useRealTimers();
});

/** A service that lists stored events, newest first, by `from`, `to` and `max`, in pages. */
async function startEventService(stored: StoredEvent[], { inclusive = false, ignoresTo = false } = {}) {
  let deepest = 0;
  const failures: number[] = [];
  /** The last list, for its next pages. */
  let last = { key: '', list: [] as StoredEvent[] };
  const listed = (from: string, to: string): StoredEvent[] => {
    const key = `${from} ${to} ${stored.length}`;
    if (last.key === key) return last.list;
    const isWithin = ({ created }: StoredEvent) =>
      created > from && (ignoresTo || created < to || (inclusive && created === to));
    const list = stored
      .filter(isWithin)
      .reverse()
      .sort((one, other) => (one.created < other.created ? 1 : one.created > other.created ? -1 : 0));
    last = { key, list };
    return list;
  };
  const server = await startScriptedServer((request) => {
    const { searchParams } = new URL(request.target, 'http://127.0.0.1');
    const status = failures.shift();
    if (status !== undefined) return { status };
    const [from, to] = [searchParams.get('from') ?? '', searchParams.get('to') ?? '9'];
    const max = Number(searchParams.get('max'));
    const offset = Number(searchParams.get('offset') ?? 0);
    const found = listed(from, to);
    deepest = Math.max(deepest, offset + max);
    const next =
      offset + max < found.length ? `${request.target.replace(/&offset=.*/, '')}&offset=${offset + max}` : '';
    return {
      json: { items: found.slice(offset, offset + max) },
      headers: next === '' ? undefined : { link: `<${server.url.replace('/v1/', '')}${next}>; rel="next"` },
    };
  });
  const events = new Events(new Session({ accessToken: 'token', baseUrl: server.url, maxRetries: 0 }));
  return { events, stored, failures, server, deepest: () => deepest };
}

/** Reads so many events, and calls `after` with each. */
async function read<Item extends StoredEvent>(
  feed: AsyncIterable<Item>,
  count: number,
  after: (event: Item) => void = () => undefined,
): Promise<string[]> {
  const ids: string[] = [];
  for await (const one of feed) {
    ids.push(one.id);
    after(one);
    if (ids.length === count) break;
  }
  return ids;
}

describe('follow()', () => {
  test('yields what happens in an organization from a time on, oldest first and once, until its signal is aborted', async () => {
    const emulator = await startEmulator();
    onTestFinished(() => emulator.close());
    const session = new Session({ accessToken: emulator.users[0].accessToken, baseUrl: emulator.url });
    const room = await session.post<{ id: string }>(['rooms'], { body: { title: 'A' } });
    const say = (text: string) =>
      session.post<{ created: string }>(['messages'], { body: { roomId: room.id, text } });
    await say('before');
    const { created } = await say('1');
    await say('2');
    const controller = new AbortController();
    const feed = new Events(session).follow(
      { resource: 'messages', from: created, interval: 1 },
      { signal: controller.signal },
    );
    const texts: unknown[] = [];
    for await (const { data } of feed) {
      texts.push(data.text);
      if (texts.length < 5) await say(String(texts.length + 2));
      if (texts.length === 5) controller.abort();
    }
    expect(texts).toEqual(['1', '2', '3', '4', '5']);
  });

  test('yields an event that arrives late, and several of the same time, each once', async () => {
    const { events, stored } = await startEventService([event('b', 1000), event('c', 1000)]);
    const feed = events.follow({ from: at(0), interval: 1, overlap: 500 });
    const ids = await read(feed, 6, ({ id }) => {
      if (id === 'c') stored.push(event('a', 700), event('d', 1000));
      if (id === 'd') stored.push(event('e', 1600), event('f', 1600));
    });
    expect(ids).toEqual(['b', 'c', 'a', 'd', 'e', 'f']);
  });

  test('includes an event of exactly the time it starts from, and none before', async () => {
    const { events } = await startEventService([event('a', -1), event('b', 0), event('c', 1)]);
    expect(await read(events.follow({ from: at(0) }), 2)).toEqual(['b', 'c']);
  });

  test('goes on from a saved position, wherever the reader was stopped', async () => {
    const stored = [event('a', 0), event('b', 10), event('c', 10), event('d', 10), event('e', 20)];
    for (let stop = 1; stop < stored.length; stop += 1) {
      const service = await startEventService([...stored]);
      const first = service.events.follow({ from: at(0), overlap: 5 });
      const before = await read(first, stop);
      const saved: EventPosition = JSON.parse(JSON.stringify(first.position));
      service.stored.push(event('late', 17), event('f', 30));
      const after = await read(service.events.follow({ from: saved, overlap: 5 }), stored.length - stop + 2);
      expect([...before, ...after].filter((id) => id !== 'late')).toEqual(['a', 'b', 'c', 'd', 'e', 'f']);
      expect(after).toContain('late');
    }
  });

  test.each([
    ['exclusive', {}],
    ['inclusive', { inclusive: true }],
  ])('reads a long history in windows that it can hold, if `to` is %s', async (_, options) => {
    const history = Array.from({ length: 9_000 }, (_, index) => event(`e${index}`, 10_000 * index));
    const { events, stored, deepest } = await startEventService(history, options);
    const feed = events.follow({ from: '2026-06-01T00:00:00Z', overlap: 60_000, interval: 1 });
    const ids = await read(feed, stored.length + 1, ({ id }) => {
      if (id === 'e8999') stored.push(event('new', 10_000 * 9_000));
    });
    expect(ids).toEqual(stored.map(({ id }) => id));
    // The events of a window, and the page after them, by which it is found to be too large, or which is fetched ahead.
    expect(deepest()).toBeLessThanOrEqual(7000);
    expect(feed.position.seen.length).toBeLessThan(10);
  });

  test('reads more events of one time than it holds of others', async () => {
    const burst = Array.from({ length: 5_100 }, (_, index) => event(`b${index}`, 0));
    const { events, stored } = await startEventService([...burst, event('c', 1), event('d', 5)]);
    const ids = await read(events.follow({ from: at(-1000), overlap: 0 }), stored.length);
    expect(ids).toEqual(stored.map(({ id }) => id));
  });

  test('reads a long history of a service that ignores `to`', async () => {
    const history = Array.from({ length: 5_800 }, (_, index) => event(`e${index}`, 1000 * index));
    const { events } = await startEventService(history, { ignoresTo: true });
    expect(await read(events.follow({ from: at(0) }), 5_800)).toEqual(history.map(({ id }) => id));
  });

  test('drops the ids of old events, and keeps those that can come again', async () => {
    const stored = Array.from({ length: 3000 }, (_, index) => event(`e${index}`, 1000 * index));
    const { events } = await startEventService(stored);
    const feed = events.follow({ from: at(0), overlap: 5000 });
    await read(feed, 3000);
    expect(feed.position).toEqual({
      since: at(2_994_000),
      seen: ['e2994', 'e2995', 'e2996', 'e2997', 'e2998', 'e2999'],
    });
  });

  test('is not led past anything by an event with a time in the far future', async () => {
    const future = { id: 'future', created: '2999-01-01T00:00:00Z' };
    const { events, stored } = await startEventService([event('a', 0), future]);
    const feed = events.follow({ from: at(0), interval: 1, overlap: 0 });
    const ids = await read(feed, 4, ({ id }) => {
      if (id === 'future') stored.push(event('b', 1));
      if (id === 'b') stored.push(event('c', 2));
    });
    expect(ids).toEqual(['a', 'future', 'b', 'c']);
  });

  test('rejects with the error of a request, and goes on when it is iterated again', async () => {
    const { events, stored, failures } = await startEventService([event('a', 0)]);
    const feed = events.follow({ from: at(0), interval: 1 });
    const reading = read(feed, 2, () => failures.push(503));
    await expect(reading).rejects.toThrow(ServerError);
    stored.push(event('b', 1));
    expect(await read(feed, 1)).toEqual(['b']);
  });

  test('waits 30 seconds between two polls by default', async () => {
    const { events, server, stored } = await startEventService([event('a', 0)]);
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const reader = events.follow({ from: at(0) })[Symbol.asyncIterator]();
    expect((await reader.next()).value?.id).toBe('a');
    stored.push(event('b', 1));
    const next = reader.next();
    await vi.advanceTimersByTimeAsync(29_999);
    expect(server.requests).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(1);
    expect((await next).value?.id).toBe('b');
    expect(server.requests).toHaveLength(2);
  });

  test('ends at once when its signal is aborted while it waits', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const { events } = await startEventService([event('a', 0)]);
    const controller = new AbortController();
    const reader = events.follow({ from: at(0) }, { signal: controller.signal })[Symbol.asyncIterator]();
    await reader.next();
    const next = reader.next();
    controller.abort();
    expect(await next).toEqual({ done: true, value: undefined });
    expect(vi.getTimerCount()).toBe(0);
  });

  test('ends when its signal is aborted during a request', async () => {
    const controller = new AbortController();
    const server = await startScriptedServer(() => {
      controller.abort();
      return { after: new Promise(() => undefined) };
    });
    const events = new Events(new Session({ accessToken: 'token', baseUrl: server.url }));
    expect(await read(events.follow({ from: at(0) }, { signal: controller.signal }), 1)).toEqual([]);
  });

  test('sends nothing if its signal is aborted already, or before it is read', async () => {
    const { events, server } = await startEventService([event('a', 0)]);
    events.follow({ from: at(0) });
    expect(await read(events.follow({ from: at(0) }, { signal: AbortSignal.abort() }), 1)).toEqual([]);
    expect(server.requests).toEqual([]);
  });

  test('sends its filters, and not its own options', async () => {
    const { events, server } = await startEventService([event('a', 0)]);
    const feed = events.follow({
      resource: 'rooms',
      type: 'created',
      actorId: 'P',
      max: 7,
      from: at(0),
      interval: 5,
    });
    await read(feed, 1);
    expect(server.requests[0]?.target).toBe(
      '/v1/events?max=7&resource=rooms&type=created&actorId=P&from=2026-10-31T23%3A59%3A59.999Z',
    );
  });
});

describe('follow() rejects with a TypeError before anything is sent', () => {
  test.each<[string, object, RegExp]>([
    ['no from', {}, /^follow: from must be an ISO 8601 time, or the position of a feed\.$/],
    ['a from that is no time', { from: 'yesterday' }, /^follow: from must be/],
    ['a position without ids', { from: { since: at(0) } }, /^follow: from must be/],
    ['a position with other ids', { from: { since: at(0), seen: [5] } }, /^follow: from must be/],
    ['a position without a time', { from: { seen: [] } }, /^follow: from must be/],
    [
      'an interval of zero',
      { from: at(0), interval: 0 },
      /^follow: interval must be a number of milliseconds/,
    ],
    ['an interval that is too long', { from: at(0), interval: 2 ** 31 }, /^follow: interval must be/],
    ['a negative overlap', { from: at(0), overlap: -1 }, /^follow: overlap must be/],
    ['an empty actorId', { from: at(0), actorId: '' }, /"actorId" must not be empty/],
    [
      'recordings without a service',
      { from: at(0), resource: 'convergedRecordings' },
      /"serviceType" is required/,
    ],
  ])('%s', (_, query, message) => {
    const events = new Events(new Session({ accessToken: 'token', baseUrl: 'http://127.0.0.1:9/' }));
    expect(() => events.follow(query as never)).toThrow(TypeError);
    expect(() => events.follow(query as never)).toThrow(message);
  });
});
