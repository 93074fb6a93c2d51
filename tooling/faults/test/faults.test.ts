import { afterAll, afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type Fault, faults } from '../src/fault.js';
import { places } from '../src/place.js';
import { tryFault } from '../src/try-fault.js';

const outcomes = new Map<string, Record<string, string>>();

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance', 'Date'] });
});
afterEach(() => {
  vi.useRealTimers();
});
afterAll(() => {
  const all = [...outcomes.values()].flatMap((row) => Object.values(row));
  const count = (pattern: RegExp) => all.filter((outcome) => pattern.test(outcome)).length;
  // The table is wide, so only `pnpm faults` prints it.
  if (process.env.npm_lifecycle_event === 'faults') console.table(Object.fromEntries(outcomes));
  console.log(
    `${all.length} faults tried: ${count(/^retried/)} succeeded after a retry, ${count(/Error$/)} rejected with an error, ` +
      `${count(/^accepted/)} had no effect.`,
  );
});

describe.each(faults)('$name', (fault) => {
  test.each(places)('$name', async (place) => {
    const tried = await tryFault(fault, place);
    outcomes.set(fault.name, { ...outcomes.get(fault.name), [place.name]: tried.outcome });
    const retried = tried.outcome.startsWith('retried');
    expect(tried.outcome).toBe(expected(fault, place.name));
    expect(tried.sent).toBe(retried ? 2 : 1);
    if (retried) expect(tried.answer).toEqual(place.answer);
    expect(tried.message.length).toBeLessThan(1000);
    expect(tried.shown).not.toMatch(/secret-|fresh-token/);
    expect(tried.afterwards).toEqual({ id: 'other' });
  });
});

describe.each(faults.filter(({ inTheEnd }) => inTheEnd))('$name, every time', (fault) => {
  test.each(places.filter(({ name }) => expected(fault, name).startsWith('retried')))(
    '$name',
    async (place) => {
      const asked = /after (\d+) s/.exec(fault.outcome)?.[1];
      const maxWait = asked === undefined ? undefined : Number(asked) * 2000;
      const { outcome, sent } = await tryFault(fault, place, { times: Number.POSITIVE_INFINITY, maxWait });
      expect(outcome).toBe(fault.inTheEnd);
      // As often as maxWait allows if the service asks to wait, else maxRetries (3) more times.
      expect(sent).toBe(asked === undefined ? 4 : 3);
    },
  );
});

function expected({ outcome, at }: Fault, place: string): string {
  return at?.[place] ?? outcome;
}
