import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DEMO_SITES } from '../../scripts/build.ts';
import { buildExtension, demoAdapters } from '../../scripts/build-extension.ts';
import { type FirefoxStage, firefoxBadge, openFirefoxStage } from '../../scripts/stage/firefox.ts';
import type { SimPatient } from '../simulator/patients/patient.ts';

/** The one walk through real Firefox: event page, sidebar, native host and badge, from the built extension. */
let outDir: string;
let stage: FirefoxStage;
let his: Page;
let patient: SimPatient;

beforeAll(async () => {
  outDir = mkdtempSync(join(tmpdir(), 'referral-firefox-build-'));
  const adapters = demoAdapters();
  await buildExtension({ browser: 'firefox', sites: DEMO_SITES, adapters, outDir, dev: true });
  stage = await openFirefoxStage(outDir);
  const patients = await stage.simulator.control.patients();
  const found = patients.find((one) => one.his === 'spa' && one.scenario === 'overdue');
  patient = found ?? expect.fail('no patient');
  his = await stage.browser.newPage();
  await his.goto(`${stage.simulator.addresses.his.spa}visit/${patient.queueNo}`);
  await his.keyboard.press('Shift');
});
afterAll(async () => {
  await stage?.close();
  rmSync(outDir, { recursive: true, force: true });
});

const badge = () => expect.poll(() => firefoxBadge(stage.browser, his), { timeout: 60_000, interval: 200 });

describe('in Firefox', () => {
  it('the badge says what the host found, and the toolbar says the same', async () => {
    await badge().toMatchObject({ state: 'overdue', text: expect.stringMatching(/\S+1$/) });
    const own = await stage.openOwn('extension/options/index.html');
    const icon = await own.evaluate(async (url) => {
      const api = (globalThis as unknown as { browser: typeof chrome }).browser;
      const tab = (await api.tabs.query({})).find((one) => one.url === url)?.id ?? -1;
      return [await api.action.getBadgeText({ tabId: tab }), await api.action.getTitle({ tabId: tab })];
    }, his.url());
    expect(icon).toEqual(['1', expect.stringMatching(/逾期|overdue/)]);
    await own.close();
  });

  it('a click on the badge says which key opens the sidebar, since no click in a page may', async () => {
    await his.bringToFront();
    const box = await his.$eval('nhi-referral-badge', (el) => {
      const { x, y, width, height } = el.getBoundingClientRect();
      return { x: x + width / 2, y: y + height / 2 };
    });
    await his.mouse.click(box.x, box.y);
    await badge().toMatchObject({ state: 'press', text: expect.stringContaining('Alt+Shift+R') });
    await badge().toMatchObject({ state: 'overdue' });
  });

  it("the sidebar's page shows the patient on the screen, and her referrals when asked to", async () => {
    const own = await stage.openOwn('extension/options/index.html');
    const tab = await own.evaluate(async (url) => {
      const api = (globalThis as unknown as { browser: typeof chrome }).browser;
      return (await api.tabs.query({})).find((one) => one.url === url)?.id;
    }, his.url());
    await own.close();
    const panel = await stage.openOwn(`extension/sidebar/index.html?tab=${tab}`);
    const text = () => panel.evaluate(() => document.querySelector('#view-screen')?.textContent ?? '');
    await expect.poll(text, { timeout: 30_000 }).toContain(patient.id);
    expect(await text()).not.toContain('NHICANARY');
    // In a tab of its own the panel hides the page, so that nothing is looked up by itself.
    await panel.evaluate(() => document.querySelector<HTMLElement>('#view-screen [data-refresh]')?.click());
    await expect.poll(text, { timeout: 30_000 }).toContain('NHICANARY');
  });
});
