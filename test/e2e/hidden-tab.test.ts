import puppeteer, { type Browser, type Page, type WebWorker } from 'puppeteer-core';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { buildDevExtension, DEV_EXTENSION } from '../../scripts/build.ts';
import { badgesIn, type Node } from '../../scripts/stage/badges.ts';
import { chromiumCommand } from '../../scripts/stage/browser.ts';
import { setUpPc } from '../../scripts/stage/stage.ts';
import { errorText } from '../../shared/protocol/errors/texts.ts';
import type { SimPatient } from '../simulator/patients/patient.ts';

/** A tab that nobody sees looks nobody up. Playwright keeps every tab in sight; puppeteer leaves them alone. */
let pc: Awaited<ReturnType<typeof setUpPc>>;
let browser: Browser;
let worker: WebWorker;
let his: Page;
/** In front of the HIS, or behind it. */
let front: Page;
let patients: SimPatient[];

beforeAll(async () => {
  await buildDevExtension();
  pc = await setUpPc({ settings: { answerCacheSeconds: 0 } });
  const options = { profile: pc.profile, extension: DEV_EXTENSION, headless: true, language: 'zh-TW' };
  browser = await puppeteer.launch({
    ...chromiumCommand(options),
    userDataDir: pc.profile,
    enableExtensions: true,
  });
  worker = await workerOf(browser);
  patients = (await pc.simulator.control.patients()).filter((one) => one.his === 'spa');
  his = await browser.newPage();
  await his.goto(`${pc.simulator.addresses.his.spa}visit/2`);
  await his.keyboard.press('Shift');
  await vi.waitUntil(async () => (await shown()) === stateOf(2), { timeout: 15_000 });
  front = await browser.newPage();
  await vi.waitUntil(async () => (await visibility()) === 'hidden', { timeout: 15_000 });
});
afterAll(async () => {
  await browser?.close();
  await pc?.clear();
});

it('at midnight a hidden tab asks nothing, says why, and asks when it is seen', async () => {
  const before = await queries();
  await worker.evaluate(() => chrome.alarms.create('taiwan-midnight', { when: Date.now() + 10 }));
  await eventually(icon).toContain(errorText('app:notVisible').zh.what);
  expect(await queries()).toBe(before);
  await his.bringToFront();
  await eventually(shown).toBe(stateOf(2));
  expect(await queries()).toBe(before + 1);
});

it.each([
  ['another patient comes by himself', 3, () => his.evaluate(press, '.nav__next')],
  ['another page is loaded', 1, () => his.goto(`${pc.simulator.addresses.his.spa}visit/1`)],
])('while hidden, %s: nothing is asked before it is seen', async (_, no, change) => {
  await front.bringToFront();
  await eventually(visibility).toBe('hidden');
  const before = await queries();
  await change();
  await eventually(icon).toContain(errorText('app:notVisible').zh.what);
  expect(await visibility()).toBe('hidden');
  expect(await queries()).toBe(before);
  await his.bringToFront();
  await eventually(shown).toBe(stateOf(no));
  expect(await queries()).toBe(before + 1);
});

const eventually = <T>(look: () => T) => expect.poll(look, { timeout: 15_000 });
const visibility = () => his.evaluate(() => document.visibilityState);
const stateOf = (no: number) => patients.find(({ queueNo }) => queueNo === no)?.expected.state;
const press = (selector: string) => document.querySelector<HTMLElement>(selector)?.click();

/** The state of the badge in the page. */
async function shown(): Promise<string | undefined> {
  const cdp = await his.createCDPSession();
  const { root } = await cdp.send('DOM.getDocument', { depth: -1, pierce: true });
  await cdp.detach();
  return badgesIn(root as Node)[0]?.state;
}

/** What the toolbar says of the HIS's tab. */
function icon(): Promise<string> {
  return worker.evaluate(async (url) => {
    const tab = (await chrome.tabs.query({})).find((one) => one.url === url);
    return chrome.action.getTitle({ tabId: tab?.id ?? -1 });
  }, his.url());
}

/** How many questions the simulated NHI was asked so far. */
async function queries(): Promise<number> {
  return (await pc.simulator.control.log()).filter(({ on }) => on === 'web').length;
}

/** The extension's worker, once it has registered its content script. */
async function workerOf(started: Browser): Promise<WebWorker> {
  const target = await started.waitForTarget((one) => one.type() === 'service_worker');
  const found = (await target.worker()) ?? expect.fail('no worker');
  const registered = () => found.evaluate(() => chrome.scripting.getRegisteredContentScripts());
  await vi.waitUntil(async () => (await registered()).length > 0, { timeout: 15_000 });
  return found;
}
