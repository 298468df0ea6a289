import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { buildDevExtension, DEV_EXTENSION } from '../../scripts/build.ts';
import { type DrawnBadge, drawnBadges, pressBadge } from '../../scripts/stage/badges.ts';
import { openStage, type Stage } from '../../scripts/stage/stage.ts';
import { errorText } from '../../shared/protocol/errors/texts.ts';

/** Where nobody may be looked up without being asked for: no leave for the site, no visit under way. */
let stage: Stage;
beforeAll(async () => {
  await buildDevExtension();
  stage = await openStage({ extension: DEV_EXTENSION, settings: { answerCacheSeconds: 0 } });
});
afterAll(() => stage.close());

const eventually = <T>(look: () => T) => expect.poll(look, { timeout: 15_000 });

it('a site that was taken back is asked about no more, and again once it is given', async () => {
  const page = await openVisit(2);
  await eventually(() => stateOf(page)).toBe('due');
  const asked = await queries();
  const tab = await tabOf(page);
  await siteAccess('ON_CLICK');
  await eventually(() => stateOf(page)).toBe('noPermission');
  await panelRefuses(tab);
  await page.click('.nav__next');
  await eventually(() => stateOf(page)).toBe('noPermission');
  await pressBadge(page, await badgeOf(page));
  await eventually(() => stateOf(page)).toBe('noPermission');
  expect(await queries()).toBe(asked);
  await siteAccess('ON_ALL_SITES');
  await eventually(() => stateOf(page)).toBe('owedUnknown');
  await page.close();
});

it('midnight asks about nobody whose visit is not under way', async () => {
  const patients = await stage.simulator.control.patients();
  const finished = patients.filter(({ his }) => his === 'spa').at(-1);
  const page = await openVisit(finished?.queueNo ?? 0);
  await eventually(() => stateOf(page)).toBe('cannotTell');
  await pressBadge(page, await badgeOf(page));
  await eventually(() => stateOf(page)).toBe(finished?.expected.state);
  const asked = await queries();
  await stage.context
    .serviceWorkers()[0]
    ?.evaluate(() => chrome.alarms.create('taiwan-midnight', { when: Date.now() + 10 }));
  await eventually(() => stateOf(page)).toBe('cannotTell');
  expect(await queries()).toBe(asked);
});

async function openVisit(no: number): Promise<Page> {
  const page = await stage.context.newPage();
  await page.goto(`${stage.simulator.addresses.his.spa}visit/${no}`);
  await page.keyboard.press('Shift');
  return page;
}

async function badgeOf(page: Page): Promise<DrawnBadge> {
  const [badge] = await drawnBadges(page);
  if (!badge) throw new Error('No badge stands on the page.');
  return badge;
}

/** A panel that is opened beside such a page looks nobody up either, and says why and what to do. */
async function panelRefuses(tab: number): Promise<void> {
  const panel = await stage.openPanel(tab);
  const { what, next } = errorText('app:noSitePermission').zh;
  await eventually(() => panel.locator('#view-screen [role=alert]').allInnerTexts()).toEqual([
    expect.stringContaining(what),
  ]);
  expect(await panel.locator('#view-screen [role=alert]').innerText()).toContain(next);
  await panel.close();
}

async function tabOf(page: Page): Promise<number> {
  const tabs = await stage.context.serviceWorkers()[0]?.evaluate(() => chrome.tabs.query({}));
  return tabs?.find(({ url }) => url === page.url())?.id ?? expect.fail('no such tab');
}

const stateOf = async (page: Page) => (await drawnBadges(page))[0]?.state;

/** How many questions the simulated NHI was asked so far. */
async function queries(): Promise<number> {
  return (await stage.simulator.control.log()).filter(({ on }) => on === 'web').length;
}

/** As the user does at chrome://extensions. */
async function siteAccess(hostAccess: 'ON_CLICK' | 'ON_ALL_SITES'): Promise<void> {
  const page = await stage.context.newPage();
  await page.goto('chrome://extensions');
  await page.evaluate(
    ([extensionId, access]) => {
      const { developerPrivate } = chrome as unknown as {
        developerPrivate: { updateExtensionConfiguration(change: object): Promise<void> };
      };
      return developerPrivate.updateExtensionConfiguration({ extensionId, hostAccess: access });
    },
    [stage.extensionId, hostAccess] as const,
  );
  await page.close();
}
