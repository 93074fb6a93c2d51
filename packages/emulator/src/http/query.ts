import type { Call } from './route.js';
import { badRequest } from './service-error.js';

/** A query parameter; an empty one counts as left out. */
export function queryText(call: Call, name: string): string | undefined {
  return call.req.query(name) || undefined;
}

/** The values of a parameter that may be repeated or comma-separated. */
export function queryTexts(call: Call, name: string): readonly string[] {
  return (call.req.queries(name) ?? []).flatMap((value) => value.split(',')).filter((value) => value !== '');
}

/** A boolean in any case: Python programs send `True`. */
export function queryFlag(call: Call, name: string): boolean | undefined {
  const value = queryText(call, name);
  const flag = value?.toLowerCase();
  if (flag !== undefined && flag !== 'true' && flag !== 'false') {
    throw badRequest(`${name} must be true or false, not "${value}".`);
  }
  return flag === undefined ? undefined : flag === 'true';
}

export function queryChoice<const Choice extends string>(
  call: Call,
  name: string,
  choices: readonly Choice[],
): Choice | undefined {
  const value = queryText(call, name);
  const choice = choices.find((one) => one === value);
  if (value !== undefined && choice === undefined) {
    throw badRequest(`${name} must be one of ${choices.join(', ')}, not "${value}".`);
  }
  return choice;
}

/** A time, normalized to the clock's format. */
export function queryTime(call: Call, name: string): string | undefined {
  const value = queryText(call, name);
  if (value === undefined) return undefined;
  const time = new Date(value);
  if (Number.isNaN(time.getTime())) throw badRequest(`${name} must be an ISO 8601 date, not "${value}".`);
  return time.toISOString();
}

/** The page size. Values above the limit are reduced to it, as in the service. */
export function queryMax(
  call: Call,
  { defaultValue, limit }: { defaultValue: number; limit: number },
  name = 'max',
): number {
  const value = call.req.query(name);
  if (value === undefined) return defaultValue;
  if (!/^\d+$/.test(value) || Number(value) < 1) {
    throw badRequest(`${name} must be a whole number from 1 to ${limit}, not "${value}".`);
  }
  return Math.min(Number(value), limit);
}
