import { Hono } from 'hono';
import { bodyText, parseJson } from '../http/body.js';
import type { Environment } from '../http/route.js';
import type { Faults } from './faults.js';

/** Sets, lists and clears faults from any process, without a token; not part of the service. */
export function faultRoutes(faults: Faults): Hono<Environment> {
  return new Hono<Environment>()
    .get('/', (call) => call.json({ items: faults.list() }))
    .post('/', async (call) => call.json(faults.add(parseJson(bodyText(call))), 201))
    .delete('/', (call) => {
      faults.clear();
      return call.body(null, 204);
    });
}
