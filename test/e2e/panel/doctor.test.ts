import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CodeAnswer } from '../../../native-host/reader/software60/answers.ts';
import { openConsole } from '../../../native-host/reader/software60/console.ts';
import { tallShot } from '../../../scripts/stage/tall-shot.ts';
import type { DoctorLine } from '../../../shared/protocol/doctor-texts.ts';
import { CLI, NODE } from '../host-client.ts';
import { at, type Desk, eventually, openDesk, settled } from './desk.ts';

/** The report of a person whose badge says nothing: in the panel, and by `host doctor` afterwards. */
const run = promisify(execFile);
const out = resolve(import.meta.dirname, '../../../out/panel');
let desk: Desk;

beforeAll(async () => {
  mkdirSync(out, { recursive: true });
  desk = await openDesk('spa');
});
afterAll(() => desk.close());

const lineOf = (panel: Page, link: string) => panel.locator(`.doctor li[data-link="${link}"]`);
const textOf = (link: string, panel = desk.panel) => lineOf(panel, link).innerText();

/** As IT reads it at the same PC, in another process. */
async function commandLine(link: string): Promise<DoctorLine> {
  const env = { PATH: process.env.PATH ?? '', HOME: mkdtempSync(join(tmpdir(), 'doctor-')) };
  const args = ['--disable-warning=ExperimentalWarning', CLI, '--config', desk.stage.configDirectory];
  const ended = run(NODE, [...args, 'doctor', '--json'], { env });
  // Its exit code is 1: no browser is registered in that home.
  const { stdout } = await ended.catch((failed: { stdout: string }) => failed);
  const { links } = JSON.parse(stdout) as { links: DoctorLine[] };
  return links.find((one) => one.link === link) ?? expect.fail(link);
}

async function shot(name: string): Promise<void> {
  await tallShot(desk.panel, join(out, `doctor-${name}.png`));
}

describe('the report in the panel', () => {
  it('says that no query was made yet, and how to make one', async () => {
    await desk.panel.getByRole('button', { name: '檢查連線' }).click();
    await eventually(() => textOf('nhiAnswer')).toContain('還沒有查詢過，查詢任一位病人即可測試');
    expect(await lineOf(desk.panel, 'nhiAnswer').getAttribute('class')).toBe('skipped');
  });

  it('follows the page beside it: an ID that is masked, and what to do', async () => {
    await desk.his.goto(`${desk.stage.simulator.addresses.his.spa}private/2`);
    await eventually(() => textOf('page')).toContain('畫面上的身分證號被遮蔽，無法查詢');
    expect(await textOf('page')).toContain('請在 HIS 按顯示，或改用讀卡查詢、快速查詢');
    expect(await textOf('site')).toContain('正常');
    await shot('masked');
    await eventually(() => commandLine('page')).toMatchObject({
      state: 'warn',
      error: { key: 'app:idMasked' },
      notes: [{ key: 'address', parts: [new URL(desk.his.url()).origin] }, {}],
    });
  });

  it('says when the NHI answered last', async () => {
    await desk.his.goto(desk.stage.simulator.addresses.his.spa);
    await desk.choose(1);
    await settled(desk, at(desk, 1));
    expect(await textOf('page')).toContain('讀得到病人身分');
    await desk.panel.getByRole('button', { name: '再檢查一次' }).click();
    await eventually(() => textOf('nhiAnswer')).toContain('最近一次成功');
    await shot('fine');
    await eventually(() => commandLine('page')).toMatchObject({ state: 'ok' });
  });

  it('has a button that authenticates the security module, and looks again', async () => {
    const { control, addresses } = desk.stage.simulator;
    await control.reset();
    const { url, fingerprint256, certificateFile } = addresses.console;
    const his = openConsole(url, [{ fingerprint256, pem: readFileSync(certificateFile, 'utf8') }]);
    await his.call(
      { method: 'POST', path: '/api/common/v1/Initial', body: {}, deadlineMs: 5_000 },
      CodeAnswer,
    );
    await desk.panel.getByRole('button', { name: '再檢查一次' }).click();
    await eventually(() => textOf('sam')).toContain('reader:4050');
    await shot('sam');
    await lineOf(desk.panel, 'sam').getByRole('button', { name: '認證安全模組' }).click();
    await eventually(() => textOf('sam')).toContain('正常 安全模組 已認證');
    expect((await control.consoleView()).samVerified).toBe(true);
  });

  it('says that the site is not permitted, to the command line too', async () => {
    const address = desk.stage.simulator.addresses.his.spa.replace('127.0.0.1', 'localhost');
    const tab = await desk.panel.evaluate(
      async (url) => (await chrome.tabs.create({ url, active: false })).id,
      address,
    );
    const panel = await desk.stage.openPanel(tab ?? -1);
    await panel.getByRole('button', { name: '檢查連線' }).click();
    await eventually(() => textOf('site', panel)).toContain('尚未允許在這個網站使用');
    expect(await textOf('page', panel)).toContain('須先排除「網站允許」的問題');
    await eventually(() => commandLine('site')).toMatchObject({
      state: 'warn',
      error: { key: 'app:noSitePermission' },
    });
    expect(await commandLine('page')).toMatchObject({ state: 'ok' });
  });
});
