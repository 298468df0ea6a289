import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import type { Fault } from './faults.ts';

const BODY_LIMIT = 65_536;

/** The request's JSON; undefined for an empty body. Throws a SyntaxError for what is not JSON. */
export async function readJson(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > BODY_LIMIT) throw new SyntaxError('The body is too large');
    chunks.push(chunk);
  }
  const text = new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks));
  return text === '' ? undefined : JSON.parse(text);
}

export function sendJson(response: ServerResponse, body: unknown, status = 200): void {
  const bytes = Buffer.from(JSON.stringify(body));
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': bytes.length,
  });
  response.end(bytes);
}

/** Answers, or does on the way what the ordered faults say. `slowMs` passes first. */
export async function deliver(
  response: ServerResponse,
  body: unknown,
  faults: readonly Fault[],
  slowMs: number,
): Promise<void> {
  if (slowMs > 0) await delay(slowMs);
  const fault = faults.find(({ kind }) => kind in SPOIL);
  const spoil = fault && SPOIL[fault.kind];
  if (response.destroyed) return;
  if (spoil) spoil(response, Buffer.from(JSON.stringify(body)), fault);
  else sendJson(response, body);
}

type Spoil = (response: ServerResponse, bytes: Buffer, fault: Fault) => void;
const SPOIL: Record<string, Spoil> = {
  silent: () => undefined,
  http: (response, _bytes, fault) => {
    response.writeHead(fault.kind === 'http' ? fault.status : 500, { 'content-type': 'text/html' });
    response.end('<html><body><h1>Service Unavailable</h1></body></html>');
  },
  garbage: (response) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(Buffer.from([0x3c, 0x68, 0xff, 0xfe, 0x00, 0xa4, 0x40, 0x7b, 0x22]));
  },
  truncated: (response, bytes) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(bytes.subarray(0, Math.floor(bytes.length / 2)));
  },
  cut: (response, bytes) => {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': bytes.length });
    response.write(bytes.subarray(0, Math.floor(bytes.length / 2)), () => response.destroy());
  },
};

/** Listens on loopback; `port` 0 lets the system choose. Gives the port. */
export async function listen(server: Server, port: number): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return (server.address() as AddressInfo).port;
}

/** Ends at once, also the connections that still wait for an answer. */
export async function close(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeAllConnections();
  await closed;
}
