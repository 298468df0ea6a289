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

async function respond(
  request: IncomingMessage,
  response: ServerResponse,
  answer: (ask: Ask) => Reply | null,
): Promise<void> {
  const reply = answer({
    method: request.method ?? 'GET',
    url: new URL(request.url ?? '/', 'http://his'),
    form: new URLSearchParams(request.method === 'POST' ? await text(request) : ''),
    header: (name) => String(request.headers[name] ?? ''),
  });
  const { status = 200, type, body } = reply ?? { status: 404, type: 'text/plain', body: 'Not found' };
  response.writeHead(status, { 'Content-Type': type, 'Cache-Control': 'private, max-age=0' }).end(body);
}

async function text(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
