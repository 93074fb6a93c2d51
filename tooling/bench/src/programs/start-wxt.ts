import { WebexTeamsAPI } from '@wxt/sdk';

const api = new WebexTeamsAPI({ accessToken: 'token', baseUrl: process.argv[2] });
console.log(JSON.stringify(await api.people.me()));
