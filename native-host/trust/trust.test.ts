import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer as createPlainServer } from 'node:http';
import { createServer, type ServerOptions } from 'node:https';
import type { AddressInfo, Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, test } from 'vitest';
import { type Identity, makeIdentity } from '../../test/simulator/certificates.ts';
import { software60 } from '../reader/software60/software60.ts';
import { ExchangeError, exchange } from '../transport/exchange.ts';
import { webTransport } from '../transport/web.ts';
import { readPeerCertificate } from './peer.ts';
import { type Trust, webTrust } from './trust.ts';

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

const STATUS = { initialized: true, sam: { status: 2 }, hc: { status: 0 }, hpc: { status: 0 } };

/** A TLS server that answers like a console, and counts the requests that reach it. */
async function serve(identity: Identity, options: ServerOptions = {}, host = '127.0.0.1') {
  const heard = { requests: 0 };
  const tls = { cert: identity.certificate, key: identity.key, ...options };
  const server = createServer(tls, (_, response) => {
    heard.requests += 1;
    response.end(JSON.stringify({ statusCode: 0, status: STATUS }));
  });
  return { heard, url: await listening(server, host) };
}

async function listening(server: Server, host = '127.0.0.1'): Promise<string> {
  servers.push(server.listen(0, host));
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return `https://${host === '127.0.0.1' ? 'localhost' : host}:${port}`;
}

const ca = makeIdentity({ name: 'Right', ca: true });
const wrongCa = makeIdentity({ name: 'Right', ca: true });
const pinOf = ({ certificate, fingerprint256 }: Identity) => ({ fingerprint256, pem: certificate });
const status = (url: string, ...trusted: Identity[]) =>
  software60(url, trusted.map(pinOf), Date.now).status();
const get = (url: string, trust: Trust) =>
  exchange({ url: new URL(url), method: 'GET', trust, deadlineMs: 5_000, maxBytes: 1_000 });
const failure = (kind: string) => expect.objectContaining({ kind });

test('the console is met with its pin, in TLS 1.2 and 1.3, and with several while one is renewed', async () => {
  const [before, after] = [makeIdentity({ name: 'localhost' }), makeIdentity({ name: 'localhost' })];
  for (const identity of [before, after]) {
    for (const maxVersion of ['TLSv1.2', 'TLSv1.3'] as const) {
      const { url } = await serve(identity, { maxVersion });
      await expect(status(url, before, after)).resolves.toMatchObject({ sam: 2 });
    }
  }
});

test('another certificate than the pinned one stops everything before a byte is said', async () => {
  const { url, heard } = await serve(makeIdentity({ name: 'localhost' }));
  await expect(status(url, makeIdentity({ name: 'localhost' }))).rejects.toThrow('app:consoleChanged');
  await expect(status(url)).rejects.toThrow('app:consoleNotTrusted');
  expect(heard.requests).toBe(0);
});

test('what a pinned key has signed is not the pinned certificate', async () => {
  const { url } = await serve(makeIdentity({ name: 'localhost', issuer: ca }));
  await expect(status(url, ca)).rejects.toThrow('app:consoleChanged');
});

test('a pin whose PEM is another certificate than its fingerprint lets nobody in', async () => {
  const [real, other] = [makeIdentity({ name: 'localhost' }), makeIdentity({ name: 'localhost' })];
  const { url } = await serve(real);
  const mixed = { fingerprint256: other.fingerprint256, pem: real.certificate };
  await expect(software60(url, [mixed], Date.now).status()).rejects.toThrow('app:consoleChanged');
});

test('no console, and something else in its place, are told apart', async () => {
  const { url } = await serve(ca);
  servers.pop()?.close();
  await expect(status(url, ca)).rejects.toThrow('app:consoleUnreachable');
  const plain = await listening(createPlainServer((_, response) => response.end('{}')));
  await expect(status(plain, ca)).rejects.toThrow('app:consoleGarbled');
});

test('a certificate can be seen for an administrator without being trusted or spoken to', async () => {
  for (const maxVersion of ['TLSv1.2', 'TLSv1.3'] as const) {
    const identity = makeIdentity({ name: 'localhost' });
    const { url, heard } = await serve(identity, { maxVersion });
    const seen = await readPeerCertificate(url);
    expect(seen).toMatchObject({ fingerprint256: identity.fingerprint256, subject: 'CN=localhost' });
    expect(seen.pem.trim()).toBe(identity.certificate.trim());
    const written = identity.fingerprint256.replaceAll(':', '').toLowerCase();
    await expect(readPeerCertificate(url, written)).resolves.toEqual(seen);
    await expect(readPeerCertificate(url, ca.fingerprint256)).rejects.toThrow('app:consoleChanged');
    expect(heard.requests).toBe(0);
  }
});

test('the certificate of nobody cannot be seen', async () => {
  const { url } = await serve(ca);
  servers.pop()?.close();
  await expect(readPeerCertificate(url)).rejects.toThrow('app:consoleUnreachable');
  const plain = await listening(createPlainServer());
  await expect(readPeerCertificate(plain)).rejects.toThrow('app:consoleGarbled');
});

test('the web is met under the configured roots only, and under its own name', async () => {
  const { url } = await serve(makeIdentity({ name: 'localhost', issuer: ca }));
  await expect(get(url, webTrust([ca.certificate]))).resolves.toMatchObject({ status: 200 });
  for (const trust of [webTrust([wrongCa.certificate]), webTrust(null), webTrust([])]) {
    await expect(get(url, trust)).rejects.toEqual(failure('untrusted'));
  }
  const byAddress = url.replace('localhost', '127.0.0.1');
  await expect(get(byAddress, webTrust([ca.certificate]))).resolves.toMatchObject({ status: 200 });
  const elsewhere = await serve(makeIdentity({ name: 'localhost', issuer: ca }), {}, '127.0.0.2');
  await expect(get(elsewhere.url, webTrust([ca.certificate]))).rejects.toEqual(failure('untrusted'));
});

test('a wrong root and no line to the NHI have codes of their own', async () => {
  const { url } = await serve(makeIdentity({ name: 'localhost', issuer: wrongCa }));
  const post = (to: string) =>
    webTransport(webTrust([ca.certificate])).post(new URL(to), {}, 5_000, new AbortController().signal);
  await expect(post(url)).rejects.toThrow('app:tlsUntrusted');
  servers.pop()?.close();
  await expect(post(url)).rejects.toThrow('app:vpnUnreachable');
  await expect(post('https://no-such-host.invalid/')).rejects.toThrow('app:vpnUnreachable');
});

const OLD = { minVersion: 'TLSv1.1', maxVersion: 'TLSv1.1', ciphers: 'ALL:@SECLEVEL=0' } as const;

test('TLS before 1.2 is refused', async () => {
  const { url } = await serve(makeIdentity({ name: 'localhost', issuer: ca }), OLD);
  await expect(get(url, webTrust([ca.certificate]))).rejects.toBeInstanceOf(ExchangeError);
});

const NODE = fileURLToPath(new URL('../../node_modules/.bin/node', import.meta.url));

/** Runs `code` on a node of its own under `env`; gives what it printed. */
async function inChild(code: string, env: Record<string, string>): Promise<string> {
  const flags = ['--disable-warning=ExperimentalWarning', '--input-type=module-typescript', '-e', code];
  const child = spawn(NODE, flags, { env, stdio: ['ignore', 'pipe', 'ignore'] });
  const said: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => said.push(chunk));
  await once(child, 'close');
  return Buffer.concat(said).toString();
}

test('no environment variable makes a connection trust, or take a way round, what it should not', {
  timeout: 30_000,
}, async () => {
  const directory = mkdtempSync(join(tmpdir(), 'trust-'));
  try {
    const { url, heard } = await serve(makeIdentity({ name: 'localhost', issuer: wrongCa }));
    const file = join(directory, 'wrong.pem');
    writeFileSync(file, wrongCa.certificate);
    const proxy = await listening(createPlainServer((_, response) => response.end('proxy')));
    const environments: Record<string, string>[] = [
      { NODE_TLS_REJECT_UNAUTHORIZED: '0' },
      { NODE_EXTRA_CA_CERTS: file },
      { SSL_CERT_FILE: file, NODE_OPTIONS: '--use-openssl-ca' },
      { NODE_USE_ENV_PROXY: '1', HTTPS_PROXY: proxy.replace('https', 'http'), NODE_EXTRA_CA_CERTS: file },
    ];
    const exchangeFile = new URL('../transport/exchange.ts', import.meta.url).href;
    const trustFile = new URL('./trust.ts', import.meta.url).href;
    const ours = `
      const { exchange } = await import(${JSON.stringify(exchangeFile)});
      const { webTrust } = await import(${JSON.stringify(trustFile)});
      for (const ca of [null, [${JSON.stringify(ca.certificate)}]]) {
        const asked = { url: new URL('${url}'), method: 'GET', trust: webTrust(ca), deadlineMs: 5000, maxBytes: 99 };
        await exchange(asked).then(() => console.log('trusted'), (error) => console.log(error.kind));
      }`;
    const said = await Promise.all(environments.map((env) => inChild(ours, env)));
    expect(said).toEqual(environments.map(() => 'untrusted\nuntrusted\n'));
    expect(heard.requests).toBe(0);
    const careless = `(await import('node:https')).get('${url}', (answer) => console.log(answer.statusCode))`;
    expect(await inChild(careless, { NODE_EXTRA_CA_CERTS: file })).toBe('200\n');
    expect(await inChild(careless, { NODE_TLS_REJECT_UNAUTHORIZED: '0' })).toBe('200\n');
  } finally {
    rmSync(directory, { recursive: true });
  }
});
