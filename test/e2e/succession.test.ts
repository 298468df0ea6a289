import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { buildExtension } from '../../scripts/build-extension.ts';
import { drawnBadges } from '../../scripts/stage/badges.ts';
import { openStage, type Stage } from '../../scripts/stage/stage.ts';
import type { SimPatient } from '../simulator/patients/patient.ts';
import { eventually, say, titleOf } from './clinic.ts';

/** Documents that come after, or stand beside, one another in one tab: a HIS of bare pages, one chart each. */
const row = (label: string, value: string) => `<tr><td>${label}</td><td>${value}</td></tr>`;
const chart = ({ id, birthDate, name }: SimPatient) =>
  `<table>${row('身分證字號', id)}${row('生日', birthDate)}${row('姓名', name)}</table>`;
/** It is still saying good-bye when the next page, on another site and so in another process, is there. */
const CLINGING = `<script>addEventListener('pagehide', () => {
  const from = performance.now();
  while (performance.now() - from < 1_500);
})</script>`;
const ways = (label: string) => [{ by: 'label', label, css: 'td' }];
const adapter = (port: number) => ({
  adapter: 1,
  id: 'bare',
  title: 'bare',
  match: { origins: [`http://127.0.0.1:${port}`, `http://localhost:${port}`], frames: 'any' },
  ready: { css: 'table, #nobody' },
  noPatient: { css: '#nobody' },
  activeVisit: { css: 'table' },
  fields: { id: ways('身分證字號'), birthDate: ways('生日'), name: ways('姓名') },
});

const pages = new Map<string, string>();
const server = createServer((request, response) => {
  response.setHeader('content-type', 'text/html; charset=utf-8');
  response.end(`<!doctype html><html lang="zh-Hant-TW">${pages.get(request.url ?? '') ?? ''}</html>`);
});
let port: number;
let extension: string;
let stage: Stage;
let page: Page;
let patients: SimPatient[];

beforeAll(async () => {
  await new Promise<void>((then) => server.listen(0, '127.0.0.1', then));
  ({ port } = server.address() as AddressInfo);
  extension = mkdtempSync(join(tmpdir(), 'referral-succession-'));
  const sites = ['http://127.0.0.1/*', 'http://localhost/*'];
  await buildExtension({
    browser: 'chromium',
    sites,
    adapters: [adapter(port) as never],
    outDir: extension,
    dev: true,
  });
  stage = await openStage({ extension, settings: { answerCacheSeconds: 0, autoQuery: 'both' } as never });
  patients = await stage.simulator.control.patients();
});
afterAll(async () => {
  await stage?.close();
  server.close();
  rmSync(extension, { recursive: true, force: true });
});
beforeEach(async () => {
  page = await stage.context.newPage();
});
afterEach(async () => {
  await stage.simulator.control.clearFaults();
  await page.close();
});

const of = (scenario: string) => patients.find((one) => one.scenario === scenario) ?? expect.fail(scenario);
const states = async () => (await drawnBadges(page)).map(({ state }) => state);
const worker = () => stage.context.serviceWorkers()[0] ?? expect.fail('no worker');
const icon = () =>
  worker().evaluate(async () => {
    const [tab] = await chrome.tabs.query({ active: true, lastFocusedWindow: true });
    return (await chrome.action.getTitle({ tabId: tab?.id ?? -1 })).split('\n')[0];
  });

async function open(path: string) {
  await page.goto(`http://127.0.0.1:${port}${path}`);
  await page.keyboard.press('Shift');
}

it("the late good-bye of the page before takes neither the next patient's lookup nor the icon", async () => {
  const [left, next] = [of('due'), of('overdue')];
  pages.set('/left', `${chart(left)}${CLINGING}`);
  pages.set('/next', chart(next));
  await open('/left');
  await eventually(states).toEqual(['due']);
  // Longer than the good-bye takes, so that it meets the lookup under way.
  await stage.simulator.control.fault({ on: 'web', fault: { kind: 'slow', ms: 4_000 } });
  await page.goto(`http://localhost:${port}/next`);
  await eventually(states).toEqual(['overdue']);
  expect(await icon()).toBe(titleOf('overdue'));
  expect(await asked(next)).toBe(1);
});

it('a frame that merely waits, or one that is taken away, leaves the icon to the badge that stands', async () => {
  pages.set('/chart', chart(of('due')));
  pages.set('/waits', '<p>清單</p>');
  pages.set('/two', '<p id="nobody">門診</p><iframe src="/chart"></iframe>');
  await open('/two');
  await eventually(states).toEqual(['due']);
  await eventually(icon).toBe(titleOf('due'));
  await add('/waits');
  await heardFrom(3);
  expect(await icon()).toBe(titleOf('due'));
  pages.set('/chart2', chart(of('overdue')));
  await add('/chart2');
  await eventually(icon).toBe(titleOf('overdue'));
  await page.evaluate(() => document.querySelector('iframe:last-of-type')?.remove());
  await eventually(icon).toBe(titleOf('due'));
  await page.evaluate(() => {
    for (const one of document.querySelectorAll('iframe')) one.remove();
  });
  await eventually(icon).toBe(say('app_name'));
});

it('the mark of referrals elsewhere outlives an answer whose query 2 failed', async () => {
  const patient = patients.find((one) => one.elsewhereCount > 0 && one.own.length > 0) ?? expect.fail();
  pages.set('/chart', chart(patient));
  await open('/chart');
  const texts = async () => (await drawnBadges(page)).map(({ text }) => text);
  await eventually(texts).toEqual([expect.stringContaining(say('badge_elsewhere'))]);
  const before = (await texts())[0];
  const askedBefore = await asked(patient);
  await stage.simulator.control.fault({
    on: 'web',
    call: 'query-other-6.0',
    fault: { kind: 'http', status: 503 },
  });
  await stage.simulator.control.fault({
    on: 'web',
    call: 'query-own-6.0',
    fault: { kind: 'slow', ms: 1_000 },
  });
  await worker().evaluate(() => chrome.alarms.create('taiwan-midnight', { when: Date.now() + 10 }));
  await eventually(icon).toBe(titleOf('lookingUp'));
  await eventually(icon).toBe(titleOf(patient.expected.state));
  expect(await asked(patient)).toBe(askedBefore + 1);
  expect(await texts()).toEqual([before]);
});

/** How often the NHI was asked for that patient's own referrals. */
async function asked({ index }: SimPatient): Promise<number> {
  const log = await stage.simulator.control.log();
  return log.filter((one) => one.on === 'web' && one.patient === index && one.operation === 'query-own-6.0')
    .length;
}

function add(path: string): Promise<void> {
  return page.evaluate((src) => {
    document.body.append(Object.assign(document.createElement('iframe'), { src }));
  }, path);
}

/** The worker has heard from that many frames of the tab. */
async function heardFrom(frames: number): Promise<void> {
  const known = () =>
    worker().evaluate(async () => {
      const [tab] = await chrome.tabs.query({ active: true, lastFocusedWindow: true });
      const { tabs = {} } = await chrome.storage.session.get<{ tabs?: Record<number, { frames: object }> }>(
        'tabs',
      );
      return Object.keys(tabs[tab?.id ?? -1]?.frames ?? {}).length;
    });
  await eventually(known).toBe(frames);
}
