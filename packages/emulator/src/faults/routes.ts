import { Hono } from 'hono';
import { bodyText, parseJson } from '../http/body.js';
import type { Environment } from '../http/route.js';
import type { Faults } from './faults.js';

/** The faults, to be set from any process; not part of the service, and without a token. */
export function faultRoutes(faults: Faults): Hono<Environment> {
  return new Hono<Environment>()
    .get('/', (call) => call.json({ items: faults.list() }))
    .post('/', async (call) => call.json(faults.add(parseJson(bodyText(call))), 201))
    .delete('/', (call) => {
      faults.clear();
      return call.body(null, 204);
    });
}
