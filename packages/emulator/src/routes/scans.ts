import { Hono } from 'hono';
import { parseJson } from '../body.js';
import { parseScan } from '../parse-scan.js';
import type { Environment } from '../route.js';

/** How the scans of the next files go, to be set from any process; not part of the service, and without a token. */
export function scanRoutes(): Hono<Environment> {
  return new Hono<Environment>()
    .get('/', (call) => call.json({ items: call.var.state.scans }))
    .post('/', async (call) => {
      const scan = parseScan(parseJson(await call.req.text()));
      call.var.state.scans.push(scan);
      return call.json(scan, 201);
    })
    .delete('/', (call) => {
      call.var.state.scans.length = 0;
      return call.body(null, 204);
    });
}
