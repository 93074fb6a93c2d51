import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';

const types: Readonly<Record<string, string>> = {
  '.css': 'text/css',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

/** Serves a folder on loopback as a static host does, addresses without `.html` included. */
export async function serveSite(folder: string): Promise<{ url: string; close: () => void }> {
  const server = createServer(async ({ url = '/' }, response) => {
    const path = normalize(decodeURIComponent(new URL(url, 'http://localhost').pathname));
    const names = path.endsWith('/') ? [`${path}index.html`] : [path, `${path}.html`];
    for (const name of names) {
      const content = await readFile(join(folder, name)).catch(() => undefined);
      if (content === undefined) continue;
      const type = types[extname(name)] ?? 'application/octet-stream';
      return response.writeHead(200, { 'content-type': type }).end(content);
    }
    return response.writeHead(404, { 'content-type': 'text/plain' }).end('Not found');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The site is served on no port.');
  return {
    url: `http://127.0.0.1:${address.port}`,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
