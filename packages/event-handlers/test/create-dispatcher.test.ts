import { afterEach, describe, expect, test, vi } from 'vitest';
import { type ClaimStore, createDispatcher, type EventHandlers, type ReceivedEvent } from '../src/index.js';
import { messageCreated, unusedSession } from './message-created.js';

afterEach(() => {
  vi.useRealTimers();
});

/** A dispatcher with a handler for all events that notes down their ids, and errors. */
function open(options: { store?: ClaimStore; on?: EventHandlers<unknown> } = {}) {
  const handled: unknown[] = [];
  const errors: unknown[] = [];
  const dispatcher = createDispatcher<unknown, ReceivedEvent>({
    api: unusedSession,
    on: { all: ({ data }) => handled.push(data.id) },
    onError: (error, { name }) => errors.push([name, error]),
    ...options,
  });
  return { dispatcher, handled, errors };
}

describe('a claim store that', () => {
  const wrong: [string, ClaimStore['claim'], RegExp][] = [
    [
      'throws',
      () => {
        throw new Error('READONLY');
      },
      /^store\.claim\(\) failed: READONLY\./,
    ],
    ['rejects', () => Promise.reject(new Error('ECONNRESET')), /^store\.claim\(\) failed: ECONNRESET\./],
    ['rejects with no error', () => Promise.reject('gone'), /^store\.claim\(\) failed: gone\./],
    ['returns nothing', (() => undefined) as never, /it must return true or false, got undefined\./],
    ['resolves to null', (async () => null) as never, /it must return true or false, got null\./],
    ['resolves to "OK"', (async () => 'OK') as never, /it must return true or false, got string\./],
    ['resolves to 1', (async () => 1) as never, /it must return true or false, got number\./],
  ];
  test.each(wrong)('%s is reported to onError, and the event is handled', async (_, claim, message) => {
    const { dispatcher, handled, errors } = open({ store: { claim } });
    await dispatcher.dispatch('KEY', messageCreated('M1'));
    expect(handled).toEqual(['M1']);
    expect(errors).toEqual([
      ['messages.created', expect.objectContaining({ message: expect.stringMatching(message) })],
    ]);
  });

  test('hangs is given five seconds, then the event is handled and onError is called', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const { dispatcher, handled, errors } = open({ store: { claim: () => new Promise(() => {}) } });
    const work = dispatcher.dispatch('KEY', messageCreated('M1'));
    await vi.advanceTimersByTimeAsync(4_999);
    expect(handled).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    await work;
    expect(handled).toEqual(['M1']);
    expect(String(errors)).toContain('store.claim() failed: no answer within 5000 ms.');
  });

  test('rejects after its five seconds causes no unhandled rejection', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    let fail = (_: Error) => {};
    const store = {
      claim: () =>
        new Promise<boolean>((_, reject) => {
          fail = reject;
        }),
    };
    const { dispatcher, errors } = open({ store });
    const work = dispatcher.dispatch('KEY', messageCreated('M1'));
    await vi.advanceTimersByTimeAsync(5_000);
    await work;
    const unhandled: unknown[] = [];
    const note = (reason: unknown) => unhandled.push(reason);
    process.on('unhandledRejection', note);
    fail(new Error('too late'));
    await new Promise((resolve) => setImmediate(resolve));
    process.off('unhandledRejection', note);
    expect([errors.length, unhandled]).toEqual([1, []]);
  });

  test('fails again and again leaves each event to be handled once by this process', async () => {
    const { dispatcher, handled } = open({ store: { claim: () => Promise.reject(new Error('down')) } });
    for (const id of ['M1', 'M1', 'M2']) await dispatcher.dispatch(id, messageCreated(id));
    expect(handled).toEqual(['M1', 'M2']);
  });

  test('leaves no timer behind when it answers in time', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const { dispatcher } = open({ store: { claim: async () => true } });
    await dispatcher.dispatch('KEY', messageCreated('M1'));
    expect(vi.getTimerCount()).toBe(0);
  });
});

test('dispatch() of an event that is being handled resolves with that work', async () => {
  let finish = () => {};
  const finished = new Promise<void>((resolve) => {
    finish = resolve;
  });
  let calls = 0;
  const on = {
    all: () => {
      calls += 1;
      return finished;
    },
  };
  const { dispatcher } = open({ on });
  const first = dispatcher.dispatch('KEY', messageCreated('M1'));
  const second = dispatcher.dispatch('KEY', messageCreated('M1'));
  expect(second).toBe(first);
  finish();
  await Promise.all([first, second, dispatcher.idle()]);
  await dispatcher.dispatch('KEY', messageCreated('M1'));
  expect(calls).toBe(1);
});

test('an onError that throws keeps no other handler from running', async () => {
  const printed = vi.spyOn(console, 'error').mockImplementation(() => {});
  const handled: string[] = [];
  const dispatcher = createDispatcher<unknown, ReceivedEvent>({
    api: undefined,
    on: {
      'messages.created': () => Promise.reject(new Error('first')),
      all: ({ name }) => handled.push(name),
    },
    onError: () => {
      throw new Error('second');
    },
  });
  await dispatcher.dispatch('KEY', messageCreated('M1'));
  expect(handled).toEqual(['messages.created']);
  expect(printed.mock.calls).toEqual([[new Error('second')]]);
  printed.mockRestore();
});

test('a shorter window of one event doesn’t shorten those of others', async () => {
  const { dispatcher, handled } = open();
  await dispatcher.dispatch('A', messageCreated('A'));
  await dispatcher.dispatch('B', messageCreated('B'), Number.MIN_VALUE);
  await dispatcher.dispatch('B', messageCreated('B'), Number.MIN_VALUE);
  await dispatcher.dispatch('A', messageCreated('A'));
  expect(handled).toEqual(['A', 'B', 'B']);
});

describe('createDispatcher() throws a TypeError for', () => {
  test.each([
    [
      'a store without claim()',
      { store: { take: () => true } },
      'store must have a method claim(key, milliseconds), or be a Keyv.',
    ],
    [
      'a store that is none',
      { store: 'redis' },
      'store must have a method claim(key, milliseconds), or be a Keyv.',
    ],
    ['a window of nothing', { duplicateWindow: -1 }, 'duplicateWindow must be more than 0 milliseconds.'],
    ['an onError that can’t be called', { onError: 'log' }, 'onError must be a function.'],
    ['no handlers', { on: undefined }, 'on must be an object of handlers by event'],
    ['a handler that can’t be called', { on: { all: 1 } }, 'on: the handler for all must be a function.'],
  ])('%s', (_, options, message) => {
    expect(() => open(options as never)).toThrow(TypeError);
    expect(() => open(options as never)).toThrow(message);
  });

  test.each([
    ['message.created', 'messages.created'],
    ['messages.create', 'messages.created'],
    ['messages:created', 'messages.created'],
    ['Messages.Created', 'messages.created'],
    ['attachmentAction.created', 'attachmentActions.created'],
    ['attachmentActions.deleted', 'attachmentActions.created'],
    ['membership.all', 'memberships.all'],
    ['meetings.start', 'meetings.started'],
    ['All', 'all'],
  ])('the unknown pattern %s, naming %s', (pattern, nearest) => {
    const message = `on: there is no event "${pattern}". Did you mean "${nearest}"?`;
    expect(() => open({ on: { [pattern]: () => {} } })).toThrow(new TypeError(message));
  });

  test('names that every object has', () => {
    expect(() => open({ on: JSON.parse('{"constructor.name": 1, "__proto__": 1}') })).toThrow(
      'there is no event',
    );
  });
});
