import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readPeerCertificate } from '../../native-host/trust/peer.ts';
import { type Started, startSimulator } from '../simulator/start.ts';
import { configFor, type HostClient, NODE, newDirectory, startHost } from './host-client.ts';

const run = promisify(execFile);

let simulator: Started;
/** A host with this configuration believes that the NHI is where a server under a wrong CA listens. */
let misled: string;
let files: { rogueCertificate: string; marking: string; marks: string; openssl: string };
let id: string;
let proxy: { port: number; visits: number; close(): void };

beforeAll(async () => {
  simulator = await startSimulator();
  id = (await simulator.control.patients())[0]?.id ?? expect.fail('no patient');
  const { web, ...rest } = simulator.addresses;
  misled = configFor({ ...rest, web: { ...web, url: web.wrongCaUrl } });
  files = await writeFiles(web.wrongCaUrl);
  proxy = await startProxy();
});

afterAll(async () => {
  proxy.close();
  await simulator.stop();
});

async function writeFiles(rogueUrl: string): Promise<typeof files> {
  const directory = newDirectory();
  const path = (name: string) => join(directory, name);
  writeFileSync(path('rogue.pem'), (await readPeerCertificate(rogueUrl)).pem);
  writeFileSync(path('marks'), '');
  const mark = `require('node:fs').appendFileSync(${JSON.stringify(path('marks'))}, process.pid + '\\n')`;
  writeFileSync(path('mark.cjs'), mark);
  writeFileSync(path('openssl.cnf'), 'openssl_conf = x\n[x]\n');
  return {
    rogueCertificate: path('rogue.pem'),
    marking: path('mark.cjs'),
    marks: path('marks'),
    openssl: path('openssl.cnf'),
  };
}

async function startProxy(): Promise<typeof proxy> {
  const server = createServer((socket) => {
    found.visits += 1;
    socket.destroy();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const found = {
    port: typeof address === 'object' && address ? address.port : 0,
    visits: 0,
    close: () => void server.close(),
  };
  return found;
}

const typed = () => ({ type: 'lookup.typed', body: { id, refresh: true, doctor: null } });

/** The process that serves: the host itself, or the one that it started afresh. */
function servingPid({ child }: HostClient): number {
  const children = readFileSync(`/proc/${child.pid}/task/${child.pid}/children`, 'utf8').trim();
  return children === '' ? (child.pid ?? 0) : Number(children.split(' ')[0]);
}

describe('a variable that changes what is trusted', () => {
  it.each<[string, () => Record<string, string>]>([
    ['NODE_TLS_REJECT_UNAUTHORIZED', () => ({ NODE_TLS_REJECT_UNAUTHORIZED: '0' })],
    ['NODE_EXTRA_CA_CERTS', () => ({ NODE_EXTRA_CA_CERTS: files.rogueCertificate })],
    ['NODE_OPTIONS', () => ({ NODE_OPTIONS: '--use-openssl-ca', SSL_CERT_FILE: files.rogueCertificate })],
    ['NODE_PATH', () => ({ NODE_PATH: '/nowhere' })],
    ['SSL_CERT_FILE', () => ({ SSL_CERT_FILE: files.rogueCertificate })],
    ['SSL_CERT_DIR', () => ({ SSL_CERT_DIR: '/nowhere' })],
    ['OPENSSL_CONF', () => ({ OPENSSL_CONF: files.openssl })],
    ['HTTP_PROXY', () => ({ HTTP_PROXY: `http://127.0.0.1:${proxy.port}` })],
    ['HTTPS_PROXY', () => ({ HTTPS_PROXY: `http://127.0.0.1:${proxy.port}`, NODE_USE_ENV_PROXY: '1' })],
    ['ALL_PROXY', () => ({ ALL_PROXY: `http://127.0.0.1:${proxy.port}` })],
    ['NO_PROXY', () => ({ NO_PROXY: '*' })],
    ['http_proxy', () => ({ http_proxy: `http://127.0.0.1:${proxy.port}` })],
    ['https_proxy', () => ({ https_proxy: `http://127.0.0.1:${proxy.port}`, NODE_USE_ENV_PROXY: '1' })],
    ['all_proxy', () => ({ all_proxy: `http://127.0.0.1:${proxy.port}` })],
    ['no_proxy', () => ({ no_proxy: '*' })],
  ])('%s is gone from the process that serves, and a server under a wrong CA stays refused', async (name, env) => {
    const host = startHost({ args: ['host', '--config', misled], env: env() });
    const answer = await host.ask(typed());
    expect(answer.body.own).toMatchObject({ kind: 'failed', error: { key: 'app:tlsUntrusted' } });
    expect(answer.body.badge.state).toBe('cannotTell');
    const environment = readFileSync(`/proc/${servingPid(host)}/environ`, 'utf8');
    expect(environment).not.toMatch(new RegExp(`(^|\\0)${name}=`));
    expect(servingPid(host)).not.toBe(host.child.pid);
    expect(proxy.visits).toBe(0);
    expect(await host.end()).toMatchObject({ code: 0, stray: 0 });
  });

  it('is no danger in theory only: a plain node is misled by it', async () => {
    const ask = `fetch(${JSON.stringify(simulator.addresses.web.wrongCaUrl)}).then(r => console.log(r.status))`;
    const plain = (env: Record<string, string>) => run(NODE, ['-e', ask], { env });
    await expect(plain({})).rejects.toThrow();
    expect(Number((await plain({ NODE_TLS_REJECT_UNAUTHORIZED: '0' })).stdout)).toBeGreaterThan(0);
  });

  it('that loads code into every node does so in the first process, never in the one that serves', async () => {
    const env = { NODE_OPTIONS: `--require=${files.marking}` };
    const host = startHost({ args: ['host', '--config', misled], env });
    await host.ask({ type: 'doctor.run' });
    const marked = readFileSync(files.marks, 'utf8').trim().split('\n').map(Number);
    expect(marked).toEqual([host.child.pid]);
    await host.end();
  });

  it('costs no restart where there is none', async () => {
    const host = startHost({ args: ['host', '--config', misled] });
    await host.ask(typed());
    expect(servingPid(host)).toBe(host.child.pid);
    await host.end();
  });
});

describe('signals', () => {
  it('reach the process that serves', async () => {
    const host = startHost({ args: ['host', '--config', misled], env: { NODE_PATH: '/nowhere' } });
    await host.frame((one) => one.event === 'hello');
    const pid = servingPid(host);
    host.child.kill('SIGTERM');
    await host.end();
    expect(() => process.kill(pid, 0)).toThrow('ESRCH');
  });
});
