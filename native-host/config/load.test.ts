import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { dirname, join } from 'node:path';
import { rootCertificates } from 'node:tls';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { CHROMIUM_ID, GECKO_ID } from '../../shared/protocol/identity.ts';
import { directories } from './directories.ts';
import { loadConfig } from './load.ts';
import { stampOf } from './stamp.ts';

const PEM = rootCertificates[0] ?? '';

function folder(files: Record<string, unknown>): string {
  const path = mkdtempSync(join(tmpdir(), 'config-'));
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(path, name)), { recursive: true });
    writeFileSync(join(path, name), typeof content === 'string' ? content : JSON.stringify(content));
  }
  return path;
}

const load = (files: Record<string, unknown>) => loadConfig({ installed: false, override: folder(files) });

describe('loadConfig', () => {
  it('runs with defaults where nothing is configured', () => {
    const config = load({});
    expect(config).toMatchObject({
      endpoints: { console: 'https://localhost:5066', web: null },
      webCa: null,
      consolePins: [],
      userMayTrustConsole: false,
      autoQuery: 'own',
      limits: { automaticPerMinute: 20, typedPerHour: 30 },
      callers: [CHROMIUM_ID, GECKO_ID],
    });
    expect(config.clock.replyDays).toBe(3);
  });

  it('reads every part of the machine directory', () => {
    const config = load({
      'config.json': {
        endpoints: { console: 'https://127.0.0.1:1234', web: 'https://medcloudws2t.nhi.gov.tw' },
        clock: { replyDays: 4, holidays: ['2026-01-01'] },
        limits: { typedPerHour: 2 },
      },
      'ca.pem': `a comment\n${PEM}\n${PEM}\n`,
      'console-pins/b.pem': PEM,
      'console-pins/a.pem': PEM,
      'console-pins/notes.txt': 'no pin',
      'contract.d/own.json': { operation: 'query-own-6.0' },
      'sign-offs/own.json': {
        operation: 'query-own-6.0',
        hash: 'sha256:0123456789abcdef',
        by: '資訊室',
        at: '2026-01-02T03:04:05Z',
      },
    });
    expect(config.endpoints).toEqual({
      console: 'https://127.0.0.1:1234',
      web: 'https://medcloudws2t.nhi.gov.tw',
    });
    expect(config.clock).toMatchObject({ replyDays: 4, summaryDays: 14, holidays: ['2026-01-01'] });
    expect(config.limits).toEqual({ automaticPerMinute: 20, typedPerHour: 2 });
    expect(config.webCa).toHaveLength(2);
    expect(config.consolePins).toHaveLength(2);
    expect(config.consolePins[0]?.fingerprint256).toMatch(/^(?:[0-9A-F]{2}:){31}[0-9A-F]{2}$/);
    expect(config.contractOverlays).toEqual([
      { file: 'contract.d/own.json', text: '{"operation":"query-own-6.0"}' },
    ]);
    expect(config.signOffs[0]?.operation).toBe('query-own-6.0');
  });

  it('lets the user choose only what the administrator left open', () => {
    const files = { 'user/config.json': { autoQuery: 'both', answerCacheSeconds: 5 } };
    expect(load(files)).toMatchObject({ autoQuery: 'both', answerCacheSeconds: 5 });
    expect(load({ ...files, 'config.json': { autoQuery: 'none' } })).toMatchObject({ autoQuery: 'none' });
  });

  it("takes a user's pin of the console only where the administrator allows it", () => {
    const files = { 'user/console-pins/a.pem': PEM };
    expect(load(files).consolePins).toHaveLength(0);
    expect(load({ ...files, 'config.json': { userMayTrustConsole: true } }).consolePins).toHaveLength(1);
  });

  it.each([
    ['an unknown key', { 'config.json': { endpoint: 1 } }, 'machine config.json: endpoint'],
    ['no JSON', { 'config.json': '{' }, 'machine config.json'],
    [
      'a reader elsewhere',
      { 'config.json': { endpoints: { console: 'https://10.0.0.1' } } },
      'endpoints.console',
    ],
    [
      'an address that is not the NHI',
      { 'config.json': { endpoints: { web: 'https://nhi.tw' } } },
      'endpoints.web',
    ],
    ['a path', { 'config.json': { endpoints: { web: 'https://localhost/x' } } }, 'endpoints.web'],
    ['a caller that is no id', { 'config.json': { callers: ['*'] } }, 'callers.0'],
    ['a limit of the user', { 'user/config.json': { limits: {} } }, 'user config.json: limits'],
    ['an address of the user', { 'user/config.json': { endpoints: {} } }, 'user config.json: endpoints'],
    ['a day that is none', { 'config.json': { clock: { holidays: ['2026-02-30'] } } }, 'clock.holidays.0'],
    ['an empty CA file', { 'ca.pem': 'nothing' }, 'ca.pem'],
    ['a broken pin', { 'console-pins/a.pem': PEM.replaceAll('M', '!') }, 'console-pins/a.pem'],
    ['a sign-off without a name', { 'sign-offs/a.json': { operation: 'x' } }, 'sign-offs/a.json: hash'],
  ])('names the field for %s', (_what, files, field) => {
    expect(() => load(files)).toThrow(expect.objectContaining({ key: 'app:configInvalid' }));
    expect(() => load(files)).toThrow(field);
  });

  // A link to itself: the system can say neither that it is there nor that it is not. Rights do not bind root.
  it.each([
    'config.json',
    'ca.pem',
    'console-pins',
    'contract.d',
    'sign-offs',
    'user/config.json',
  ])('does not take a %s that cannot be read for one that is not there', (name) => {
    const override = folder({ 'user/other.txt': '' });
    symlinkSync(join(override, name), join(override, name));
    const options = { installed: false, override };
    expect(() => loadConfig(options)).toThrow(expect.objectContaining({ key: 'app:configInvalid' }));
    expect(() => loadConfig(options)).toThrow(name);
    const { directories } = loadConfig({ installed: false, override: folder({}) });
    expect(stampOf({ ...directories, machine: override, user: join(override, 'user') })).toContain('?');
  });

  it('does not take a machine directory that cannot be read for one that is not there', () => {
    const loop = join(folder({}), 'loop');
    symlinkSync(loop, loop);
    const load = () => loadConfig({ installed: false, override: loop });
    expect(load).toThrow(expect.objectContaining({ key: 'app:configInvalid' }));
  });

  it('takes no directory from outside once installed', () => {
    const override = folder({ 'config.json': { autoQuery: 'none' } });
    expect(loadConfig({ installed: true, override }).directories.machine).not.toBe(override);
  });
});

describe('directories', () => {
  afterEach(() => void vi.unstubAllEnvs());
  const VARIABLES = ['HOME', 'USERPROFILE', 'APPDATA', 'LOCALAPPDATA', 'ProgramData', 'SystemDrive'];

  it.each([
    'linux',
    'darwin',
    'win32',
  ] as const)("the environment moves an installed host's nowhere (%s), only one's from source", (platform) => {
    const { homedir } = userInfo();
    for (const name of VARIABLES) vi.stubEnv(name, '/moved');
    const { machine, user, state } = directories(true, '/moved', platform);
    for (const path of [machine, user, state]) expect(path).not.toContain('moved');
    expect([user, state].every((path) => path.startsWith(homedir))).toBe(true);
    expect(directories(false, null, platform).state).toContain('moved');
    expect(directories(false, '/moved/dir', platform).machine).toContain('moved');
  });
});
