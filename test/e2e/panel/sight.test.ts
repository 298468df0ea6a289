import { mkdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { drawnBadges } from '../../../scripts/stage/badges.ts';
import { tallShot } from '../../../scripts/stage/tall-shot.ts';
import { OTHER_STATES, REFERRAL_STATES } from '../../../shared/domain/badge-state.ts';
import { at, type Desk, eventually, openDesk, settled } from './desk.ts';
import { clipped, pictures, spilling, strokesAcross } from './sight.ts';

/** Eyes that need the system's own colours, or twice the size: every state is told apart, and nothing is cut off. */
const root = resolve(import.meta.dirname, '../../..');
const axe = readFileSync(resolve(root, 'node_modules/axe-core/axe.min.js'), 'utf8');
const out = resolve(root, 'out/sight');
/** The first of the queue stand for one state each, in this order. */
const STATES = REFERRAL_STATES.length;
let desk: Desk;
let gallery: Page;

beforeAll(async () => {
  mkdirSync(out, { recursive: true });
  desk = await openDesk('spa');
  gallery = await desk.stage.context.newPage();
});
afterAll(() => desk.close());

/** The panel's first notice says the badge's state in words: as many words as states. */
async function walkStates(look: (name: string) => Promise<void>): Promise<void> {
  const titles = new Set<string>();
  await desk.his.bringToFront();
  for (let no = 1; no <= STATES; no++) {
    await desk.choose(no);
    await settled(desk, at(desk, no));
    const title = desk.panel.locator('#view-screen .notice strong').first();
    expect(await title.isVisible()).toBe(true);
    titles.add(await title.innerText());
    await look(at(desk, no).scenario);
  }
  expect([...titles]).toHaveLength(STATES);
}

async function openGallery(): Promise<void> {
  await gallery.goto(`chrome-extension://${desk.stage.extensionId}/gallery.html`);
  await gallery.locator('#gallery > div').last().waitFor();
}

/** States of the badge that no other state's picture is the same as. */
async function toldApart(form: string): Promise<string[]> {
  const seen = await pictures(gallery.locator(`#gallery ${form}`));
  const own = [...REFERRAL_STATES, ...OTHER_STATES].filter(
    (state) => [...seen].filter(([, picture]) => picture === seen.get(state)).length === 1,
  );
  return own.sort();
}

async function inOtherViews(look: (name: string) => Promise<void>): Promise<void> {
  await desk.panel.bringToFront();
  await desk.panel.keyboard.press('Alt+q');
  await desk.panel.locator('#typed-id').fill(at(desk, 2).id);
  await desk.panel.locator('#typed-id').press('Enter');
  await eventually(() => desk.panel.locator('#view-quick h3').count()).toBe(2);
  await look('quick');
  await desk.panel.keyboard.press('Alt+c');
  await eventually(() => desk.panel.locator('#view-card .notice').count()).toBe(1);
  await look('card');
  await desk.panel.keyboard.press('Alt+p');
}

async function faults(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  return page.evaluate(async () => {
    const { axe } = globalThis as never as { axe: typeof import('axe-core') };
    const { violations, passes } = await axe.run();
    const looked = passes.some(({ id }) => id === 'color-contrast') ? [] : ['no contrast was looked at'];
    return [...looked, ...violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target)}`)];
  });
}

describe('the system’s own colours', () => {
  it('badge: each state has a picture of its own, in place and docked', async () => {
    for (const colorScheme of ['light', 'dark'] as const) {
      await gallery.emulateMedia({ forcedColors: 'active', colorScheme, reducedMotion: 'reduce' });
      await openGallery();
      expect(await gallery.evaluate(() => matchMedia('(forced-colors: active)').matches)).toBe(true);
      for (const form of ['button:not(.docked)', 'button.docked']) {
        expect(await toldApart(form)).toEqual([...REFERRAL_STATES, ...OTHER_STATES].sort());
      }
      await tallShot(gallery, `${out}/forced-badges-${colorScheme}.png`);
    }
  });

  it('panel: each state in words, nothing that axe objects to', async () => {
    await desk.panel.emulateMedia({ forcedColors: 'active' });
    const line = (tab: string) =>
      desk.panel.locator(tab).evaluate((one) => getComputedStyle(one).borderBottomColor);
    expect(await line('#tab-screen')).not.toBe(await line('#tab-quick'));
    await walkStates(async (name) => {
      expect(await faults(desk.panel), name).toEqual([]);
      await tallShot(desk.panel, `${out}/forced-${name}.png`);
    });
    await inOtherViews(async (name) => {
      expect(await faults(desk.panel), name).toEqual([]);
      await tallShot(desk.panel, `${out}/forced-${name}.png`);
    });
    await desk.panel.emulateMedia({ forcedColors: 'none' });
  });
});

describe('an ID', () => {
  it('has a zero that is no letter O', async () => {
    await desk.choose(1);
    await settled(desk, at(desk, 1));
    const id = desk.panel.locator('#view-screen .id').first();
    expect(await strokesAcross(id, 'O')).toBe(2);
    expect(await strokesAcross(id, '0')).toBe(3);
    await id.screenshot({ path: `${out}/id.png` });
  });
});

/** At 200 % a window has half its width in CSS pixels. */
describe('twice the size', () => {
  it('badge: whole in the window of the HIS, and every text whole in the badge', async () => {
    await gallery.emulateMedia({ forcedColors: 'none' });
    await gallery.setViewportSize({ width: 640, height: 400 });
    await openGallery();
    expect(await clipped(gallery)).toEqual([]);
    expect(await spilling(gallery.locator('#gallery button'))).toEqual([]);
    expect(await toldApart('button:not(.docked)')).toEqual([...REFERRAL_STATES, ...OTHER_STATES].sort());
    await tallShot(gallery, `${out}/half-badges.png`);
    await desk.his.bringToFront();
    await desk.choose(1);
    await settled(desk, at(desk, 1));
    await desk.his.setViewportSize({ width: 640, height: 400 });
    const beyond = () =>
      desk.his.evaluate(() => {
        const { left, top, right, bottom, width } =
          document.querySelector('nhi-referral-badge')?.getBoundingClientRect() ?? new DOMRect();
        const { clientWidth, clientHeight } = document.documentElement;
        return width === 0 || left < 0 || top < 0 || right > clientWidth || bottom > clientHeight;
      });
    await eventually(beyond).toBe(false);
    expect((await drawnBadges(desk.his))[0]?.state).toBe('overdue');
    await desk.his.screenshot({ path: `${out}/half-his.png` });
    await desk.his.setViewportSize({ width: 1280, height: 800 });
  });

  it('panel: each state in words, nothing cut off, at half of the usual width', async () => {
    await desk.panel.setViewportSize({ width: 200, height: 400 });
    await walkStates(async (name) => {
      expect(await clipped(desk.panel), name).toEqual([]);
      await tallShot(desk.panel, `${out}/half-${name}.png`);
    });
    await inOtherViews(async (name) => {
      expect(await clipped(desk.panel), name).toEqual([]);
      await tallShot(desk.panel, `${out}/half-${name}.png`);
    });
  });

  it('catches what is cut off', async () => {
    const add = (css: string) =>
      desk.panel.evaluate((style) => {
        const box = document.createElement('p');
        box.textContent = '轉診'.repeat(40);
        box.style.cssText = style;
        document.querySelector('main')?.replaceChildren(box);
      }, css);
    await add('width: 300px');
    expect((await clipped(desk.panel)).join()).toContain('beyond the side');
    await add('white-space: nowrap; overflow: hidden');
    expect(await clipped(desk.panel)).toEqual(['p.: cut at the side']);
    await add('height: 20px; overflow: hidden');
    expect(await clipped(desk.panel)).toEqual(['p.: cut below']);
  });
});
