import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, it } from 'vitest';
import { buildHost } from '../../scripts/build-host.ts';
import { CHROMIUM_ORIGIN } from '../../shared/protocol/identity.ts';
import { NODE, newDirectory, startHost } from './host-client.ts';
import { moveHome } from './own-home.ts';

const run = promisify(execFile);
let directory: string;
let launcher: string;
let home: string;

beforeAll(async () => {
  directory = newDirectory();
  launcher = await buildHost({ outDir: directory, installed: true });
  home = newDirectory();
  moveHome(directory, home);
});

const bundled = (options: string[], args: string[]) =>
  startHost({ command: [NODE, ...options, join(directory, 'referral-host.cjs')], args });

describe('the bundled host', () => {
  it('starts from anywhere with the node beside it, and answers our extension', async () => {
    const moved = newDirectory();
    const host = startHost({ command: [launcher], args: [CHROMIUM_ORIGIN], env: { HOME: moved } });
    const { body } = await host.ask({ type: 'doctor.run' });
    const link = (name: string) => body.links.find((one: { link: string }) => one.link === name);
    expect(link('host').notes[0].parts).toContain('installed');
    // Who starts it may set HOME; where the user's state lies is the system's to say.
    expect(link('store')).toMatchObject({
      state: 'ok',
      notes: [{ key: 'folder', parts: [expect.stringContaining(home)] }],
    });
    expect(JSON.stringify(link('store'))).not.toContain(moved);
    // The card layer is a child of its own that loads koffi: whatever it finds, it must have come up.
    expect(['app:cardLayerDied', 'app:cardTimeout']).not.toContain(link('card').error?.key);
    expect(await host.end()).toMatchObject({ code: 0, stray: 0 });
  });

  it('takes no directory from argument or variable', async () => {
    const override = newDirectory();
    writeFileSync(join(override, 'config.json'), '{"callers":["aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"]}');
    const stranger = `chrome-extension://${'a'.repeat(32)}/`;
    const host = startHost({ command: [launcher], args: [stranger], env: { REFERRAL_CONFIG: override } });
    expect((await host.frame((one) => one.error !== undefined)).error?.key).toBe('wire:callerRefused');
    expect((await host.end()).code).toBe(1);
    const args = ['--config', override, 'doctor'];
    await expect(run(launcher, args)).rejects.toMatchObject({ code: 2 });
  });

  it('answers nobody who is no browser', async () => {
    const host = bundled([], ['host']);
    expect((await host.frame((one) => one.error !== undefined)).error?.key).toBe('wire:callerRefused');
    expect((await host.end()).code).toBe(1);
  });

  it.each([
    ['--use-openssl-ca'],
    ['--tls-min-v1.0'],
    ['--import=data:text/javascript,globalThis.x=1'],
    ['--inspect=127.0.0.1:0'],
  ])('does nothing for a node that was told %s', async (option) => {
    const host = bundled([option], [CHROMIUM_ORIGIN]);
    const refused = await host.frame((one) => one.error !== undefined);
    expect(refused.error?.key).toBe('app:environmentRefused');
    expect((await host.end()).code).toBe(1);
    const command = run(NODE, [option, join(directory, 'referral-host.cjs'), 'doctor', '--json']);
    await expect(command).rejects.toMatchObject({
      code: 1,
      stdout: expect.stringContaining('environmentRefused'),
    });
  });

  it('loads nothing but its entry before the hello', () => {
    const entry = readFileSync(join(directory, 'referral-host.cjs'), 'utf8');
    const early = [...entry.matchAll(/(.{0,24})require\("([^"]+)"\)/g)].filter(
      ([, before]) => !before?.includes('=>'),
    );
    expect(early.map((one) => one[2]).filter((name) => name?.startsWith('.'))).toEqual([]);
    expect(entry.length).toBeLessThan(20_000);
  });
});
