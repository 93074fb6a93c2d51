import { get } from 'node:http';
import { json } from 'node:stream/consumers';

const headers = { authorization: 'Bearer token', accept: 'application/json' };
get(`${process.argv[2]}people/me`, { headers }, async (response) => {
  console.log(JSON.stringify(await json(response)));
});
