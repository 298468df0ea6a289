import { readdirSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize, resolve, sep } from 'node:path';

/** No charset for HTML: the page's own bytes declare it, as Big5 pages do. */
const TYPES: Record<string, string> = {
  '.html': 'text/html',
  '.htm': 'text/html',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.gif': 'image/gif',
};

/** What a folder's address shows, in this order; else its only page. */
const START_PAGES = ['index.html', 'index.htm', 'default.html', 'default.htm'];

/** The page that a folder starts with. Throws when nobody could tell which. */
export function startPage(folder: string): string {
  const names = readdirSync(folder);
  const known = START_PAGES.find((name) => names.includes(name));
  const pages = names.filter((name) => /\.html?$/i.test(name));
  const [page] = known ? [known] : pages;
  if (page && (known || pages.length === 1)) return page;
  throw new Error(
    `${folder}: which page comes first? Name it index.html (found: ${pages.join(', ') || 'no page'}).`,
  );
}

/** Serves a folder of saved pages on loopback; resolves with its origin. */
export async function serveFolder(folder: string): Promise<{ origin: string; close(): void }> {
  const base = resolve(folder);
  const server = createServer(async (request, response) => {
    try {
      const file = await fileOf(base, request.url ?? '/');
      const bytes = await readFile(file);
      response.writeHead(200, { 'content-type': TYPES[extname(file).toLowerCase()] ?? 'text/html' });
      response.end(bytes);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  return { origin: `http://127.0.0.1:${port}`, close: () => server.close() };
}

async function fileOf(base: string, url: string): Promise<string> {
  const path = normalize(join(base, decodeURIComponent(new URL(url, 'http://x').pathname)));
  if (path !== base && !path.startsWith(base + sep)) throw new Error('outside');
  return (await stat(path)).isDirectory() ? join(path, startPage(path)) : path;
}
