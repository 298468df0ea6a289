import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import { type AddressInfo, createServer as createTcpServer, type Server } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { makeIdentity } from '../../test/simulator/certificates.ts';
import { webTrust } from '../trust/trust.ts';
import { exchange } from './exchange.ts';
import { webTransport } from './web.ts';

const root = makeIdentity({ name: 'Root', ca: true });
const leaf = makeIdentity({ name: 'localhost', issuer: root });
const trust = webTrust([root.certificate]);

const servers: { close(): void; closeAllConnections?(): void }[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.close();
    server.closeAllConnections?.();
  }
});

async function serve(answer: (request: IncomingMessage, response: ServerResponse) => void): Promise<URL> {
  const server = createServer({ cert: leaf.certificate, key: leaf.key }, answer);
  servers.push(server);
  return portOf(server.listen(0, '127.0.0.1'));
}

async function portOf(server: Server): Promise<URL> {
  await once(server, 'listening');
  return new URL(`https://localhost:${(server.address() as AddressInfo).port}/api/x`);
}

const silent = new AbortController().signal;
const post = (url: URL, deadlineMs = 5_000, signal: AbortSignal = silent) =>
  webTransport(trust).post(url, { sPatId: 'x' }, deadlineMs, signal);

test('a question is posted as JSON and its answer read', async () => {
  const url = await serve(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const { method, url: path, headers } = request;
    const asked = JSON.parse(Buffer.concat(chunks).toString());
    response.end(JSON.stringify({ method, path, type: headers['content-type'], asked }));
  });
  expect(await post(url)).toEqual({
    method: 'POST',
    path: '/api/x',
    type: 'application/json; charset=utf-8',
    asked: { sPatId: 'x' },
  });
});

test.each([
  301, 302, 307, 400, 404, 500, 503,
])('status %i is an error, and no redirect is followed', async (status) => {
  let calls = 0;
  const url = await serve((_, response) => {
    calls += 1;
    response.writeHead(status, { location: '/elsewhere' }).end('{"rtnCode":"00"}');
  });
  await expect(post(url)).rejects.toMatchObject({ key: 'app:webHttp', field: String(status) });
  expect(calls).toBe(1);
});

test.each([
  ['nothing', ''],
  ['half an object', '{"rtnCode":"00","sub":['],
  ['text after the end', '{"rtnCode":"00"} x'],
  ['bytes that are no UTF-8', Buffer.from([0x22, 0xa4, 0x40, 0x22])],
])('%s is no answer', async (_, body) => {
  const url = await serve((_request, response) => response.end(body));
  await expect(post(url)).rejects.toThrow('app:answerUnreadable');
});

test('an answer that breaks off is incomplete, whichever way its length was told', async () => {
  const stated = await serve((_, response) => {
    response.writeHead(200, { 'content-length': 100 }).write('{"rtnCode":"00"}', () => response.destroy());
  });
  await expect(post(stated)).rejects.toThrow('app:answerIncomplete');
  const chunked = await serve((_, response) => {
    response.write('{"rtnCode":"00"}', () => response.destroy());
  });
  await expect(post(chunked)).rejects.toThrow('app:answerIncomplete');
  const mute = await serve((_, response) => void response.destroy());
  await expect(post(mute)).rejects.toThrow('app:answerIncomplete');
});

test('an endless answer is given up at the limit', async () => {
  const url = await serve((_, response) => {
    const more = () => response.destroyed || response.write('x'.repeat(65_536), more);
    more();
  });
  await expect(post(url, 20_000)).rejects.toThrow('app:answerUnreadable');
});

test('the deadline covers the whole exchange, also an answer that only trickles', async () => {
  const url = await serve((_, response) => {
    const timer = setInterval(() => response.write(' '), 20);
    response.on('close', () => clearInterval(timer));
  });
  await expect(post(url, 200)).rejects.toThrow('app:webTimeout');
});

test('a server that takes the line and never shakes hands is a timeout', async () => {
  const sockets: { destroy(): void }[] = [];
  const server = createTcpServer((socket) => sockets.push(socket));
  servers.push({
    close: () => {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  });
  const url = await portOf(server.listen(0, '127.0.0.1'));
  await expect(post(url, 200)).rejects.toThrow('app:webTimeout');
});

test('giving up ends the exchange at once, before and in the middle', async () => {
  const controller = new AbortController();
  const url = await serve(() => controller.abort());
  await expect(post(url, 5_000, controller.signal)).rejects.toThrow('wire:cancelled');
  await expect(post(url, 5_000, controller.signal)).rejects.toThrow('wire:cancelled');
});

test('nothing but https is spoken', async () => {
  await expect(post(new URL('http://localhost/'))).rejects.toThrow('app:endpointRefused');
});

test('a connection is never used twice', async () => {
  const ports = new Set<number | undefined>();
  const url = await serve((request, response) => {
    ports.add(request.socket.remotePort);
    response.end('{}');
  });
  const asked = { url, method: 'GET', trust, deadlineMs: 5_000, maxBytes: 99 } as const;
  for (let i = 0; i < 3; i += 1) await exchange(asked);
  expect(ports.size).toBe(3);
});
