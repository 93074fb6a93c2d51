import { Hono } from 'hono';
import { bodyText, isObject, parseJson } from '../http/body.js';
import type { Environment } from '../http/route.js';
import { badRequest } from '../http/service-error.js';
import type { ScanResult } from '../store/entities.js';

/** The malware scan of the next uploaded file. */
export interface Scan {
  /** Milliseconds until it ends: until then, the file is a 423 with `Retry-After`. Default: 0. */
  delay?: number | undefined;
  /**
   * `unscannable` is a 428 without `allow=unscannable`, `infected` is always a 410.
   * Default: `clean`.
   */
  result?: ScanResult | undefined;
}

const results: readonly ScanResult[] = ['clean', 'unscannable', 'infected'];

/** Checks a scan and fills in its defaults. Throws an error that says what is wrong with it. */
export function parseScan(scan: unknown): { delay: number; result: ScanResult } {
  if (!isObject(scan)) throw badRequest('A scan must be a JSON object.');
  for (const name of Object.keys(scan)) {
    if (name !== 'delay' && name !== 'result') throw badRequest(`A scan has no field "${name}".`);
  }
  const { delay = 0, result: wanted = 'clean' } = scan;
  const result = results.find((one) => one === wanted);
  if (result === undefined) throw badRequest(`result must be one of ${results.join(', ')}.`);
  if (typeof delay !== 'number' || !Number.isInteger(delay) || delay < 0) {
    throw badRequest('delay must be a whole number of milliseconds.');
  }
  return { delay, result };
}

/** Sets the scans of the next files from any process, without a token; not part of the service. */
export function scanRoutes(): Hono<Environment> {
  return new Hono<Environment>()
    .get('/', (call) => call.json({ items: call.var.state.scans }))
    .post('/', async (call) => {
      const scan = parseScan(parseJson(bodyText(call)));
      call.var.state.scans.push(scan);
      return call.json(scan, 201);
    })
    .delete('/', (call) => {
      call.var.state.scans.length = 0;
      return call.body(null, 204);
    });
}
