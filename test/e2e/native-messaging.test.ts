import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { sourceHost } from '../../scripts/stage/stage.ts';
import { errorText } from '../../shared/protocol/errors/texts.ts';
import { Rig } from './native-messaging/rig.ts';

/** Every way in which a native host fails, provoked in the real browser: its own code, in badge, icon and panel. */
const SPEAKS_2 = { hello: { protocol: 2, oldest: 1 } };
let rig: Rig;
let queue: { queueNo: number; id: string; expected: string }[];

beforeAll(async () => {
  rig = await Rig.open();
  const patients = await rig.stage.simulator.control.patients();
  queue = patients
    .filter((one) => one.his === 'spa')
    .map(({ queueNo, id, expected }) => ({ queueNo, id, expected: expected.state }));
});
afterAll(() => rig?.stage.close());
beforeEach(() => rig.stage.simulator.control.clearFaults());

const realHost = () => sourceHost(rig.stage.configDirectory);
const inProfile = (name: string) => join(rig.stage.profile, name);

function script(name: string, text: string, mode: number): string {
  const path = inProfile(name);
  writeFileSync(path, text);
  chmodSync(path, mode);
  return path;
}

/** A patient whose badge nobody could mistake for an empty or a failed one. */
function patientWith(state: string): number {
  return queue.find((one) => one.expected === state)?.queueNo ?? 0;
}

async function expectNotice(panel: Page, key: string): Promise<void> {
  const { what, next } = errorText(key).zh;
  const notice = panel.locator('#view-screen .notice', { hasText: key });
  await notice.waitFor();
  expect(await notice.textContent()).toContain(what);
  expect(await notice.textContent()).toContain(next);
}

/** Badge, icon and panel of a patient whom nobody could be asked about. */
async function expectFailure(key: string, state: 'noHelper' | 'cannotTell'): Promise<void> {
  await rig.expectBadge(1, state);
  expect(await rig.icon()).toBe(state === 'noHelper' ? '!' : '?');
  const panel = await rig.openPanel();
  await expectNotice(panel, key);
  await panel.close();
}

describe('a host that Chromium cannot start or understand', () => {
  it('is not registered', async () => {
    await rig.withoutHost();
    await expectFailure('wire:hostNotFound', 'noHelper');
  });

  it('is registered for another extension', async () => {
    await rig.withHost(rig.standIn(SPEAKS_2), ['chrome-extension://abcdefghijklmnopabcdefghijklmnop/']);
    await expectFailure('wire:hostForbidden', 'noHelper');
    expect(rig.starts()).toEqual([]);
  });

  it('ends at once', async () => {
    await rig.withHost(['/bin/sh', '-c', 'exit 3']);
    await expectFailure('wire:hostExited', 'cannotTell');
  });

  it('names a program that is not there', async () => {
    await rig.withoutHost();
    rig.register(inProfile('no-such-file'));
    await rig.status(true);
    await expectFailure('wire:hostNotFound', 'noHelper');
  });

  // Chromium on Linux forks first: a program that cannot be run is, to it, one that ended.
  it.each([
    ['is a folder', () => mkdirSync(inProfile('folder'), { recursive: true }) ?? inProfile('folder')],
    ['may not be executed', () => script('plain.sh', '#!/bin/sh\n', 0o644)],
    ['is no program', () => script('words.sh', 'just words', 0o755)],
  ])('is a file that %s', async (_, path) => {
    await rig.withoutHost();
    rig.register(path());
    expect((await rig.status(true)).error?.key).toBe('wire:hostExited');
    await rig.expectBadge(1, 'cannotTell');
  });

  it('cannot be started, since the system gives the browser no more', async () => {
    await rig.withoutHost();
    rig.register(rig.launcher(rig.standIn(SPEAKS_2)));
    const pid = browserProcess();
    // Another thread of the browser may give a file back in that very moment: then once more.
    await expect
      .poll(() => starved(pid, async () => (await rig.status(true)).error?.key), { timeout: 20_000 })
      .toBe('wire:hostFailedToStart');
    await rig.withoutHost();
  });

  it('says something that is no frame', async () => {
    await rig.withHost(['/bin/sh', '-c', 'echo "Welcome to the referral helper"; exec sleep 600']);
    await expectFailure('wire:hostGarbled', 'cannotTell');
  });

  it('sends a frame of more than 1 MiB', async () => {
    await rig.withHost(rig.standIn({ ...SPEAKS_2, huge: true }));
    await expectFailure('wire:hostGarbled', 'cannotTell');
  });
});

describe('a host that runs and is no help', () => {
  it('never says hello', async () => {
    await rig.withHost(rig.standIn({}));
    await expectFailure('wire:noHello', 'cannotTell');
  });

  it('is too old', async () => {
    await rig.withHost(rig.standIn({ hello: { protocol: 0, oldest: 0 } }));
    await expectFailure('wire:hostTooOld', 'cannotTell');
  });

  it('is too new', async () => {
    await rig.withHost(rig.standIn({ hello: { protocol: 3, oldest: 3 } }));
    await expectFailure('wire:extensionTooOld', 'cannotTell');
  });

  it('refuses this extension: that is the cause, not that it ended', async () => {
    const directory = inProfile('closed');
    cpSync(rig.stage.configDirectory, directory, { recursive: true });
    const config = JSON.parse(readFileSync(join(directory, 'config.json'), 'utf8'));
    writeFileSync(join(directory, 'config.json'), JSON.stringify({ ...config, callers: ['a'.repeat(32)] }));
    await rig.withHost(sourceHost(directory));
    await expectFailure('wire:callerRefused', 'cannotTell');
  });
});

describe('a host of another version', () => {
  it('one behind: badge and panel work, what it does not know names the helper', async () => {
    expect(await rig.withHost(rig.protocol1())).toMatchObject({ state: 'connected', protocol: 1 });
    await rig.expectBadge(2, 'due');
    const panel = await rig.openPanel();
    await panel.getByText('第二型糖尿病').waitFor();
    await panel.close();
    const reply = await rig.call('reader.verifySam', {});
    expect(reply.error).toMatchObject({ key: 'wire:hostTooOld', field: 'reader.verifySam' });
    expect(errorText('wire:hostTooOld').zh.what).toContain('小幫手');
    const asked = rig.asked();
    expect(new Set(asked.map(({ type }) => type))).toEqual(new Set(['badge.lookup', 'referrals.read']));
    expect(new Set(asked.map(({ v }) => v))).toEqual(new Set([1]));
  });

  it('one ahead: our number is spoken', async () => {
    const status = await rig.withHost(
      rig.standIn({ hello: { protocol: 3, oldest: 2, news: 'of tomorrow' } }),
    );
    expect(status).toMatchObject({ state: 'connected', protocol: 2 });
    await rig.expectBadge(2, 'replyArrived');
    expect(new Set(rig.asked().map(({ v }) => v))).toEqual(new Set([2]));
  });
});

describe('a host that dies in the middle', () => {
  it('is started again, and the question that it took is asked once more', async () => {
    await rig.withHost(realHost());
    const { control } = rig.stage.simulator;
    const [before] = (await control.log()).slice(-1);
    await control.fault({ on: 'web', times: 1, fault: { kind: 'slow', ms: 20_000 } });
    const no = patientWith('overdue');
    const drawn = rig.expectBadge(no, 'overdue');
    await control.waitForLog((entry) => entry.on === 'web', { since: before?.seq ?? 0, timeoutMs: 30_000 });
    rig.killHost();
    await drawn;
    expect(rig.starts()).toHaveLength(2);
  });

  it('may die again: the question is put twice, never three times', async () => {
    await rig.withHost(rig.standIn({ ...SPEAKS_2, dieOn: 'badge.lookup' }));
    await rig.expectBadge(3, 'cannotTell');
    const about = (id: string | undefined) => rig.asked().filter(({ body }) => body.patient?.id === id);
    expect(about(queue[2]?.id)).toHaveLength(2);
  });

  it('never gets twice what changes something', async () => {
    await rig.withHost(rig.standIn({ ...SPEAKS_2, dieOn: 'reader.verifySam' }));
    const { error } = await rig.call('reader.verifySam', {});
    expect(error?.key).toBe('wire:hostExited');
    const sent = () => rig.asked().filter(({ type }) => type === 'reader.verifySam');
    expect(sent()).toHaveLength(1);
    await rig.status(true);
    expect(sent()).toHaveLength(1);
  });

  it('ends every call that it held with the true cause', async () => {
    const host = { ...SPEAKS_2, holdOn: 'doctor.run', garbleOn: 'reader.verifySam' };
    await rig.withHost(rig.standIn(host));
    const held = [rig.call('doctor.run', {}), rig.call('doctor.run', {})];
    const replies = await Promise.all([...held, rig.call('reader.verifySam', {})]);
    expect(replies.map(({ error }) => error?.key)).toEqual(Array(3).fill('wire:hostGarbled'));
  });
});

describe('the way back', () => {
  it('a helper that is installed meanwhile is found by "reconnect", and the badge shows', async () => {
    await rig.withoutHost();
    await rig.expectBadge(patientWith('overdue'), 'noHelper');
    const panel = await rig.openPanel();
    await expectNotice(panel, 'wire:hostNotFound');
    rig.register(rig.launcher(realHost()));
    await panel.locator('#view-screen').getByRole('button', { name: '重新連線' }).click();
    await rig.badge().toBe('overdue');
    await panel.close();
  });

  it('nobody has to press anything: who waits is asked again', async () => {
    await rig.withHost(['/bin/sh', '-c', 'exit 3']);
    await rig.expectBadge(patientWith('due'), 'cannotTell');
    rig.register(rig.launcher(realHost()));
    await rig.badge(75_000).toBe('due');
  });

  it('a host that always dies is not started in a circle by badges that wait for each other', async () => {
    await rig.withHost(rig.standIn({ ...SPEAKS_2, dieOn: 'badge.lookup' }));
    await rig.expectBadge(2, 'cannotTell');
    const other = await rig.stage.context.newPage();
    await other.goto(`${rig.stage.simulator.addresses.his.spa}visit/4`);
    await other.keyboard.press('Shift');
    await rig.expectBadge(3, 'cannotTell');
    const before = rig.starts().length;
    await other.waitForTimeout(5_000);
    expect(rig.starts().length - before).toBeLessThanOrEqual(4);
    await other.close();
  });

  it('the worker, stopped in the middle of a lookup, is started by the page and answers', async () => {
    await rig.withHost(realHost());
    const { control } = rig.stage.simulator;
    const [before] = (await control.log()).slice(-1);
    await control.fault({ on: 'web', times: 1, fault: { kind: 'slow', ms: 20_000 } });
    const drawn = rig.expectBadge(patientWith('due'), 'due');
    await control.waitForLog((entry) => entry.on === 'web', { since: before?.seq ?? 0, timeoutMs: 30_000 });
    await rig.stopWorker();
    await drawn;
    expect(await rig.icon()).toMatch(/^\d+$/);
  });
});

/** The browser's own process: the one with our profile that is no child of another. */
function browserProcess(): number {
  const mine = globSync('/proc/[0-9]*/cmdline').filter((file) => {
    const line = read(file);
    return line.includes(`--user-data-dir=${rig.stage.profile}`) && !line.includes('--type=');
  });
  return Number(mine[0]?.split('/')[2]);
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return ''; // It ended meanwhile.
  }
}

/** Meanwhile a process can open one more file, to read the registration, and no pipe, which takes two. */
async function starved<T>(pid: number, act: () => Promise<T>): Promise<T> {
  const limit = (soft: string | number) =>
    expect(spawnSync('prlimit', ['--pid', String(pid), `--nofile=${soft}:`]).status).toBe(0);
  const before = /Max open files\s+(\d+)/.exec(read(`/proc/${pid}/limits`))?.[1] ?? '1024';
  const open = new Set(globSync(`/proc/${pid}/fd/*`).map((file) => Number(basename(file))));
  let lowestFree = 0;
  while (open.has(lowestFree)) lowestFree++;
  limit(lowestFree + 1);
  try {
    return await act();
  } finally {
    limit(before);
  }
}
