import { execFile } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CodeAnswer } from '../../native-host/reader/software60/answers.ts';
import { openConsole } from '../../native-host/reader/software60/console.ts';
import { writeHostConfig } from '../../scripts/stage/host-config.ts';
import { LINKS } from '../../shared/protocol/doctor-links.ts';
import type { DoctorLine } from '../../shared/protocol/doctor-texts.ts';
import { CHROMIUM_ORIGIN, GECKO_ID } from '../../shared/protocol/identity.ts';
import { HOST_NAME } from '../../shared/protocol/version.ts';
import type { SimPatient } from '../simulator/patients/patient.ts';
import { type Started, startSimulator } from '../simulator/start.ts';
import { CLI, configFor, NODE, newDirectory, startHost } from './host-client.ts';

const run = promisify(execFile);
const FLAG = '--disable-warning=ExperimentalWarning';

let simulator: Started;
let config: string;
let patient: SimPatient;

beforeAll(async () => {
  simulator = await startSimulator();
  config = configFor(simulator.addresses);
  patient = (await simulator.control.patients())[0] ?? expect.fail('no patient');
});
afterAll(() => simulator.stop());

interface Ended {
  code: number;
  stdout: string;
  stderr: string;
}

async function host(args: string[], { directory = config, home = newDirectory() } = {}): Promise<Ended> {
  const env = { PATH: process.env.PATH ?? '', HOME: home };
  const command = run(NODE, [FLAG, CLI, '--config', directory, ...args], { env });
  return command.then(
    ({ stdout, stderr }) => ({ code: 0, stdout, stderr }),
    (error: Ended) => ({ code: error.code, stdout: error.stdout, stderr: error.stderr }),
  );
}

const json = ({ stdout }: Ended) => JSON.parse(stdout);

describe('lookup', () => {
  it('says what the simulator knows of the patient', async () => {
    const found = await host(['lookup', patient.id, '--json']);
    expect(found).toMatchObject({ code: 0, stderr: '' });
    expect(json(found)).toMatchObject({
      whose: { id: patient.id },
      badge: { state: patient.expected.state, count: patient.expected.count },
      own: { kind: 'answer' },
    });
    expect((await host(['lookup', patient.id.toLowerCase()])).stdout).toContain(patient.expected.state);
  });

  it('fails with a code when the NHI does, and never says "none"', async () => {
    await simulator.control.fault({
      on: 'web',
      call: 'query-own-6.0',
      times: 1,
      fault: { kind: 'http', status: 503 },
    });
    const failed = await host(['lookup', patient.id, '--json']);
    expect(failed.code).toBe(1);
    expect(json(failed)).toMatchObject({
      badge: { state: 'cannotTell' },
      own: { kind: 'failed', error: { key: 'app:webHttp' } },
    });
    await simulator.control.clearFaults();
  });

  it('does not repeat what was typed instead of an ID', async () => {
    const refused = await host(['lookup', 'NOT-AN-ID', '--json']);
    expect(refused.code).toBe(1);
    expect(json(refused).error).toMatchObject({ key: 'wire:badRequest', field: 'id' });
    expect(refused.stdout + refused.stderr).not.toContain('NOT-AN-ID');
  });

  it('leaves no patient in log or store', async () => {
    await host(['lookup', patient.id]);
    const state = join(config, 'state');
    const kept = ['host.log', 'store.db'].map((name) => readFileSync(join(state, name), 'latin1')).join('');
    expect(kept).not.toContain(patient.id);
    expect(kept).not.toContain('NHICANARY');
  });
});

describe('called wrongly', () => {
  it.each([
    [['lookup']],
    [['lookup', 'A', 'B']],
    [['doctor', '--what']],
    [['toString']],
    [[]],
  ])('%j', async (args) => {
    const { code, stdout, stderr } = await host(args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain('referral-host');
  });

  it.each([[['--help']], [['doctor', '--help']]])('%j helps', async (args) => {
    const { code, stdout } = await host(args);
    expect(code).toBe(0);
    expect(stdout).toContain('referral-host doctor');
  });
});

describe('doctor', () => {
  const states = async (directory = config) => {
    const { code, stdout } = await host(['doctor', '--json'], { directory });
    const links: DoctorLine[] = JSON.parse(stdout).links;
    return { code, of: (name: string) => links.find(({ link }) => link === name) };
  };

  it('finds every link up, save that this home has registered no browser', async () => {
    await host(['lookup', patient.id]);
    const { code, of } = await states();
    expect(code).toBe(1);
    expect(of('registration')).toMatchObject({ state: 'fail', error: { key: 'wire:hostNotFound' } });
    for (const link of [
      'host',
      'configuration',
      'contract',
      'store',
      'console',
      'consoleTrust',
      'sam',
      'nhi',
    ]) {
      expect(of(link), link).toMatchObject({ state: 'ok' });
    }
  });

  it('names a security module that the HIS has opened but not authenticated', async () => {
    await simulator.control.reset();
    const { url, fingerprint256, certificateFile } = simulator.addresses.console;
    const his = openConsole(url, [{ fingerprint256, pem: readFileSync(certificateFile, 'utf8') }]);
    const initial = { method: 'POST', path: '/api/common/v1/Initial', body: {}, deadlineMs: 5_000 } as const;
    await his.call(initial, CodeAnswer);
    expect((await states()).of('sam')).toMatchObject({ state: 'fail', error: { key: 'reader:4050' } });
  });

  it('names a console that shows another certificate than was trusted', async () => {
    await simulator.control.console({ certificate: 'changed' });
    const { of } = await states();
    expect(of('consoleTrust')).toMatchObject({ state: 'fail', error: { key: 'app:consoleChanged' } });
    expect(of('sam')).toMatchObject({ state: 'skipped' });
    await simulator.control.reset();
  });

  it('names a VPN that is down, an NHI that is not trusted, a console that does not run', async () => {
    const { console: reader, web } = simulator.addresses;
    const nobody = 'https://localhost:9';
    const down = await states(configFor({ ...simulator.addresses, web: { ...web, url: nobody } }));
    expect(down.of('nhi')).toMatchObject({ state: 'fail', error: { key: 'app:vpnUnreachable' } });
    const rogue = await states(configFor({ ...simulator.addresses, web: { ...web, url: web.wrongCaUrl } }));
    expect(rogue.of('nhi')).toMatchObject({ state: 'fail', error: { key: 'app:tlsUntrusted' } });
    const stopped = await states(configFor({ ...simulator.addresses, console: { ...reader, url: nobody } }));
    expect(stopped.of('console')).toMatchObject({ state: 'fail', error: { key: 'app:consoleUnreachable' } });
    expect(stopped.of('sam')).toMatchObject({ state: 'skipped' });
  });
});

describe('what the doctor remembers', () => {
  const keys = ({ notes = [] }: Partial<DoctorLine> = {}) => notes.map(({ key }) => key);
  const line = async (directory: string, name: string): Promise<DoctorLine> => {
    const links: DoctorLine[] = json(await host(['doctor', '--json'], { directory })).links;
    return links.find(({ link }) => link === name) ?? expect.fail(name);
  };

  it('the last answer of the NHI, and the failure since; it asks nothing itself', async () => {
    await simulator.control.reset();
    const directory = configFor(simulator.addresses);
    const never = await line(directory, 'nhiAnswer');
    expect([never.state, keys(never)]).toEqual(['skipped', ['neverAsked', 'askToTest']]);
    expect((await simulator.control.log()).filter(({ on }) => on === 'web')).toEqual([]);
    await host(['lookup', patient.id], { directory });
    const answered = await line(directory, 'nhiAnswer');
    expect([answered.state, keys(answered)]).toEqual(['ok', ['answered', expect.stringMatching(/Ago|Now/)]]);
    expect(answered.notes[0]?.parts[1]).toMatch(/^web:0+$/);
    await simulator.control.fault({
      on: 'web',
      call: 'query-own-6.0',
      fault: { kind: 'code', code: '9005' },
    });
    await host(['lookup', patient.id], { directory });
    await simulator.control.clearFaults();
    const failed = await line(directory, 'nhiAnswer');
    expect(failed).toMatchObject({ state: 'fail', error: { key: 'web:9005' } });
    expect(keys(failed)).toEqual(expect.arrayContaining(['answered', 'failed', 'askToTest']));
  });

  it('an answer of before vouches for nothing while the VPN is down', async () => {
    const directory = configFor(simulator.addresses);
    await host(['lookup', patient.id], { directory });
    expect((await line(directory, 'nhiAnswer')).state).toBe('ok');
    const { web } = simulator.addresses;
    writeHostConfig(directory, { ...simulator.addresses, web: { ...web, url: 'https://localhost:9' } }, {});
    const past = await line(directory, 'nhiAnswer');
    expect([past.state, keys(past)[0]]).toEqual(['skipped', 'answered']);
  });

  it('what the browser told of the HIS page: nothing, a masked ID, a site that is not permitted', async () => {
    const directory = configFor(simulator.addresses);
    expect(await line(directory, 'site')).toMatchObject({
      state: 'warn',
      error: { key: 'app:noSitePermission' },
    });
    expect((await line(directory, 'page')).state).toBe('skipped');
    const running = startHost({ args: ['host', '--config', directory] });
    const note = (body: object, sender = 'worker') => running.ask({ type: 'page.note', body, sender });
    const page = 'https://his.example';
    expect((await note({ page, problem: 'idMasked' }, 'content')).error?.key).toBe('wire:senderRefused');
    expect((await note({ page, problem: 'A123456789' })).error?.key).toBe('wire:badRequest');
    expect((await note({ page, problem: 'idMasked' })).ok).toBe(true);
    expect((await line(directory, 'site')).state).toBe('ok');
    expect(await line(directory, 'page')).toMatchObject({ state: 'warn', error: { key: 'app:idMasked' } });
    await note({ page: null, problem: 'noSitePermission' });
    expect((await line(directory, 'site')).state).toBe('warn');
    await note({ page, problem: null });
    expect((await line(directory, 'page')).state).toBe('ok');
    await running.end();
  });

  it('one line a link in Chinese, then one in English', async () => {
    const { stdout } = await host(['doctor'], { directory: configFor(simulator.addresses) });
    const [zh = '', en = ''] = stdout.split('\n\n');
    const lines = (text: string) => text.trim().split('\n');
    expect([lines(zh).length, lines(en).length]).toEqual([LINKS.length, LINKS.length]);
    expect(en).not.toMatch(/\p{Script=Han}/u);
    // Codes, commands, paths and addresses stand as they are.
    const words = zh.replace(
      /[a-z]+:\w+|referral-host install|Smart Card|pcscd|https?:\S+|\S*\/\S*|HIS|VPN|HTTP|Node\.js/g,
      '',
    );
    expect(words).not.toMatch(/[A-Za-z]{2}/);
  });
});

describe('reader trust', () => {
  const unpinned = (settings = {}) => {
    const directory = newDirectory();
    const { console: reader } = simulator.addresses;
    writeFileSync(
      join(directory, 'config.json'),
      JSON.stringify({ endpoints: { console: reader.url }, ...settings }),
    );
    return directory;
  };
  const fingerprint = () => simulator.addresses.console.fingerprint256;

  it('keeps the certificate whose fingerprint is known, and nothing else', async () => {
    const directory = unpinned();
    expect((await host(['reader', 'status'], { directory })).stderr).toContain('app:consoleNotTrusted');
    const other = simulator.addresses.console.changed.fingerprint256;
    const refused = await host(['reader', 'trust', '--fingerprint', other, '--json'], { directory });
    expect(refused.code).toBe(1);
    expect(json(refused).error.key).toBe('app:consoleChanged');
    expect(existsSync(join(directory, 'console-pins'))).toBe(false);
    const trusted = await host(['reader', 'trust', '--fingerprint', fingerprint(), '--json'], { directory });
    expect(json(trusted)).toMatchObject({
      fingerprint256: fingerprint(),
      owner: expect.stringContaining('node'),
    });
    expect((await host(['reader', 'status'], { directory })).code).toBe(0);
  });

  it('lets a user agree only where configuration allows it, and only after showing whose it is', async () => {
    const user = ['reader', 'trust', '--user', '--fingerprint', fingerprint(), '--json'];
    const forbidden = await host(user, { directory: unpinned() });
    expect(json(forbidden).error.key).toBe('app:consoleNotTrusted');
    const directory = unpinned({ userMayTrustConsole: true });
    const shown = await host(user, { directory });
    expect(shown.code).toBe(1);
    expect(json(shown)).toMatchObject({ owner: expect.stringContaining('node'), saved: null });
    expect((await host([...user, '--yes'], { directory })).code).toBe(0);
    expect((await host(['reader', 'status'], { directory })).code).toBe(0);
  });

  it('reaches a host that is already running', async () => {
    const directory = unpinned();
    const running = startHost({ args: ['host', '--config', directory] });
    const verify = () => running.ask({ type: 'reader.verifySam' });
    expect((await verify()).error?.key).toBe('app:consoleNotTrusted');
    await host(['reader', 'trust', '--fingerprint', fingerprint()], { directory });
    expect((await verify()).body).toEqual({ sam: 2 });
    await running.end();
  });
});

describe('install', () => {
  const FILES = [
    '.config/google-chrome/NativeMessagingHosts',
    '.config/chromium/NativeMessagingHosts',
    '.config/microsoft-edge/NativeMessagingHosts',
    '.mozilla/native-messaging-hosts',
  ].map((folder) => join(folder, `${HOST_NAME}.json`));

  it('registers four browsers with a launcher that speaks, and takes it all back', async () => {
    const home = newDirectory();
    const { launcher } = json(await host(['install', '--json'], { home }));
    const written = FILES.map((file) => JSON.parse(readFileSync(join(home, file), 'utf8')));
    for (const one of written) expect(one).toMatchObject({ name: HOST_NAME, path: launcher, type: 'stdio' });
    expect(written[0].allowed_origins).toEqual([CHROMIUM_ORIGIN]);
    expect(written[3].allowed_extensions).toEqual([GECKO_ID]);
    const started = startHost({ command: [launcher], args: [CHROMIUM_ORIGIN], env: { HOME: home } });
    expect((await started.frame(() => true)).event).toBe('hello');
    await started.end();

    const registration = async () => json(await host(['doctor', '--json'], { home })).links[0];
    expect(await registration()).toMatchObject({ link: 'registration', state: 'ok' });
    writeFileSync(join(home, FILES[1] ?? ''), JSON.stringify({ ...written[1], path: '/gone' }));
    expect(await registration()).toMatchObject({
      state: 'warn',
      notes: expect.arrayContaining([{ key: 'registered', parts: ['chromium', 'user', 'stale'] }]),
    });

    expect(json(await host(['uninstall', '--json'], { home })).removed).toHaveLength(4);
    expect(FILES.filter((file) => existsSync(join(home, file)))).toEqual([]);
    expect(json(await host(['uninstall', '--json'], { home })).removed).toEqual([]);
  });

  it('names the folder that it may not write to', async () => {
    const home = newDirectory();
    writeFileSync(join(home, '.config'), 'a file where a folder should be');
    const refused = await host(['install', '--json'], { home });
    expect(refused.code).toBe(1);
    expect(json(refused).error).toMatchObject({ field: expect.stringContaining('google-chrome') });
  });
});
