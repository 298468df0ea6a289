import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Ask {
  method: string;
  url: URL;
  /** The posted form; empty for a GET. */
  form: URLSearchParams;
  header(name: string): string;
}

export interface Reply {
  status?: number;
  type: string;
  body: string | Uint8Array;
}

export interface Site {
  origin: string;
  close(): Promise<void>;
}

/** One plain-HTTP origin on a free port of 127.0.0.1. Nothing forbids caching, so that bfcache applies. */
export async function serve(answer: (ask: Ask) => Reply | null): Promise<Site> {
  const server = createServer((request, response) => {
    respond(request, response, answer).catch((error: unknown) => {
      response.writeHead(500, { 'Content-Type': 'text/plain; charset=utf-8' }).end(String(error));
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}

const NOT_FOUND: Reply = { status: 404, type: 'text/plain', body: 'Not found' };
/** Every browser asks for it; an error on the console would hide a real one. */
const NO_ICON: Reply = { type: 'image/x-icon', body: '' };

async function respond(
  request: IncomingMessage,
  response: ServerResponse,
  answer: (ask: Ask) => Reply | null,
): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://his');
  const form = new URLSearchParams(request.method === 'POST' ? await text(request) : '');
  const ask = { method: request.method ?? 'GET', url, form };
  const reply =
    url.pathname === '/favicon.ico'
      ? NO_ICON
      : answer({
          ...ask,
          header: (name) => String(request.headers[name] ?? ''),
        });
  const { status = 200, type, body } = reply ?? NOT_FOUND;
  response.writeHead(status, { 'Content-Type': type, 'Cache-Control': 'private, max-age=0' }).end(body);
}

async function text(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
