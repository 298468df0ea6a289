import { once } from 'node:events';
import { type AddressInfo, connect, createServer } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { expect, test } from 'vitest';
import { failedOnTheWay } from './way-there.ts';

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

test('a name with several addresses that all refuse is nobody met', async () => {
  const addresses = [
    { address: '127.0.0.1', family: 4 },
    { address: '127.0.0.2', family: 4 },
  ];
  const socket = connect({
    host: 'two.example',
    port: await freePort(),
    autoSelectFamily: true,
    lookup: (_name, _options, done) => done(null, addresses),
  });
  const [error] = await once(socket, 'error');
  expect(error).toBeInstanceOf(AggregateError);
  expect(failedOnTheWay(error)).toBe(true);
});

test('a name that nobody has, and a port that nobody listens on', async () => {
  for (const host of ['no-such-host.invalid', '127.0.0.1']) {
    const socket = connect({ host, port: await freePort() });
    const [error] = await once(socket, 'error');
    expect(failedOnTheWay(error)).toBe(true);
  }
});

test('somebody who speaks no TLS was met', async () => {
  const server = createServer((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')).listen(
    0,
    '127.0.0.1',
  );
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const [error] = await once(
    connectTls({ port, host: '127.0.0.1', rejectUnauthorized: true, ca: [] }),
    'error',
  );
  expect(failedOnTheWay(error)).toBe(false);
  server.close();
});
