import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Desk, eventually, openDesk } from './desk.ts';

/** A HIS on a site that nobody has permitted yet, and pages that are no HIS. */
let desk: Desk;
let panel: Page;

beforeAll(async () => {
  desk = await openDesk('spa');
});
afterAll(() => desk.close());

/** The panel beside a tab that shows `url`; the browser's question to the user is taken down, not asked. */
async function beside(url: string): Promise<Page> {
  const opened = desk.stage.context.waitForEvent('page');
  const tab = await desk.panel.evaluate(async (address) => {
    return (await chrome.tabs.create({ url: address, active: false })).id;
  }, url);
  await (await opened).waitForLoadState();
  const page = await desk.stage.openPanel(tab ?? -1);
  await page.evaluate(() => {
    chrome.permissions.request = (({ origins = [] }: chrome.permissions.Permissions) => {
      document.title = origins.join();
      return Promise.resolve(true);
    }) as typeof chrome.permissions.request;
  });
  return page;
}
const text = () => panel.locator('#view-screen').innerText();

describe('a site that is not permitted', () => {
  it('is said to be, with a field that asks for exactly that host', async () => {
    panel = await beside(desk.stage.simulator.addresses.his.spa.replace('127.0.0.1', 'localhost'));
    await eventually(text).toContain('尚未允許在這個網站使用');
    await panel.locator('#site').fill('https://his.example:8443/opd?room=3');
    await panel.keyboard.press('Enter');
    await eventually(() => panel.title()).toBe('https://his.example/*');
  });

  it('gets no content script of ours', async () => {
    const page = desk.stage.context.pages().find((one) => one.url().startsWith('http://localhost'));
    expect(await page?.locator('nhi-referral-badge').count()).toBe(0);
  });
});

describe('a permitted site without an adapter', () => {
  it('is not known yet, and says who can help', async () => {
    const { origin } = new URL(desk.stage.simulator.addresses.control.url);
    panel = await beside(`${origin}/patients`);
    await eventually(text).toContain('代碼 app:noAdapter');
    await panel.locator('#view-screen .actions button').first().click();
    await eventually(() => panel.locator('#tab-quick').getAttribute('aria-selected')).toBe('true');
  });
});
