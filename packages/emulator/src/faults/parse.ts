import { type Body, isObject, textOf } from '../http/body.js';
import { badRequest } from '../http/service-error.js';
import type { Fault } from './faults.js';

const fields = [
  'method',
  'path',
  'times',
  'kind',
  'status',
  'headers',
  'retryAfter',
  'body',
  'delay',
  'when',
];
const kinds = ['status', 'malformed-json', 'reset', 'delay', 'item-errors'] as const;
const moments = ['before', 'after'] as const;

/** Checks a fault and fills in its defaults. Throws an error that says what is wrong with it. */
export function parseFault(fault: unknown): Fault & { times: number; kind: NonNullable<Fault['kind']> } {
  if (!isObject(fault)) throw badRequest('A fault must be a JSON object.');
  const unknown = Object.keys(fault).find((name) => !fields.includes(name));
  if (unknown !== undefined) throw badRequest(`A fault has no ${unknown}; it has ${fields.join(', ')}.`);

  const kind = choiceOf(fault, 'kind', kinds) ?? 'status';
  const retryAfter = retryAfterOf(fault);
  const status = integerOf(fault, 'status', 200, 599) ?? (retryAfter === undefined ? undefined : 429);
  const delay = integerOf(fault, 'delay', 0, 2 ** 31 - 1);
  if (kind === 'status' && status === undefined) throw badRequest('status or retryAfter is required.');
  if (kind === 'delay' && delay === undefined) throw badRequest('delay is required: milliseconds.');
  if (fault.when !== undefined && kind !== 'reset') throw badRequest('when is for the kind reset only.');
  return {
    method: textOf(fault, 'method')?.toUpperCase(),
    path: pathOf(fault),
    times: integerOf(fault, 'times', 1, Number.MAX_SAFE_INTEGER) ?? 1,
    kind,
    status,
    headers: headersOf(fault),
    retryAfter,
    body: fault.body,
    delay,
    when: kind === 'reset' ? (choiceOf(fault, 'when', moments) ?? 'before') : undefined,
  };
}

function pathOf(fault: Body): string | undefined {
  const path = textOf(fault, 'path');
  return path === undefined ? undefined : `/v1/${path.replace(/^\/?(v1(\/|$))?/, '')}`.replace(/\/+$/, '');
}

function choiceOf<const Choice extends string>(
  fault: Body,
  name: string,
  choices: readonly Choice[],
): Choice | undefined {
  const value = textOf(fault, name);
  const choice = choices.find((one) => one === value);
  if (value !== undefined && choice === undefined) {
    throw badRequest(`${name} must be one of ${choices.join(', ')}, not "${value}".`);
  }
  return choice;
}

function integerOf(fault: Body, name: string, min: number, max: number): number | undefined {
  const value = fault[name];
  if (value === undefined) return undefined;
  if (typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max) return value;
  throw badRequest(`${name} must be a whole number from ${min} to ${max}.`);
}

function retryAfterOf(fault: Body): string | number | undefined {
  const { retryAfter } = fault;
  if (retryAfter === undefined || typeof retryAfter === 'number') return retryAfter;
  if (typeof retryAfter === 'string' && isHeader('retry-after', retryAfter)) return retryAfter;
  throw badRequest('retryAfter must be a number, or a string that is a valid header value.');
}

function headersOf(fault: Body): Record<string, string> | undefined {
  const { headers } = fault;
  if (headers === undefined) return undefined;
  const checked: Record<string, string> = {};
  for (const [name, value] of Object.entries(isObject(headers) ? headers : { '': '' })) {
    if (typeof value !== 'string' || !isHeader(name, value)) {
      throw badRequest(`headers must be an object of valid headers: "${name}" isn't one.`);
    }
    checked[name] = value;
  }
  return checked;
}

function isHeader(name: string, value: string): boolean {
  try {
    new Headers([[name, value]]);
    return true;
  } catch {
    return false;
  }
}
