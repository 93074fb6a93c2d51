/** Makes two calls one after the other, then prints what would keep the process from ending. */
import { Session } from '../../src/index.js';

const [baseUrl, proxy] = process.argv.slice(2);
const session = new Session({
  accessToken: 'token',
  ...(baseUrl !== undefined && { baseUrl }),
  ...(proxy !== undefined && { proxies: { https: proxy } }),
  disableSslVerify: true,
});
await session.get(['people', 'me']);
await session.get(['people', 'me']);
setImmediate(() => {
  const resources = process
    .getActiveResourcesInfo()
    .filter((name) => !/^(Immediate|Pipe|TTY|File)/.test(name));
  console.log(resources.join() || 'nothing');
});
