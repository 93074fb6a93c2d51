import { People, Session } from '@wxt/people';

const people = new People(new Session({ accessToken: 'token', baseUrl: process.argv[2] }));
console.log(JSON.stringify(await people.me()));
