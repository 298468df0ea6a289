import { mkdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tallShot } from '../../../scripts/stage/tall-shot.ts';
import { at, type Desk, eventually, openDesk, settled } from './desk.ts';

/** Every screen in both themes and at every width: nothing cut off, nothing that axe objects to, all by keyboard. */
const LANGUAGES = [
  { language: 'zh-TW', none: '畫面上沒有病人', lang: 'zh-Hant-TW' },
  { language: 'en-US', none: 'No patient on the screen', lang: 'en' },
];
const root = resolve(import.meta.dirname, '../../..');
const axe = readFileSync(resolve(root, 'node_modules/axe-core/axe.min.js'), 'utf8');
const out = resolve(root, 'out/panel');

describe.each(LANGUAGES)('$language', ({ language, none, lang }) => {
  let desk: Desk;
  let options: Page;

  beforeAll(async () => {
    mkdirSync(out, { recursive: true });
    desk = await openDesk('spa', { language });
    options = await desk.stage.context.newPage();
    await options.goto(`chrome-extension://${desk.stage.extensionId}/extension/options/index.html`);
  });
  afterAll(() => desk.close());

  /** In both themes, at the widths of a narrow panel, a usual one and a tab, and at 200 % of a usual one. */
  async function inspect(page: Page, name: string): Promise<void> {
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      for (const width of [320, 400, 1200]) {
        await page.setViewportSize({ width, height: 800 });
        const wider = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
        expect(wider, `${name} at ${width}`).toBeLessThanOrEqual(0);
        await tallShot(page, `${out}/${name}-${language}-${colorScheme}-${width}.png`);
      }
      expect(await violations(page), `${name} ${colorScheme}`).toEqual([]);
    }
    await page.setViewportSize({ width: 400, height: 800 });
  }

  it('without a patient', async () => {
    await eventually(() => desk.panel.locator('#view-screen').innerText()).toContain(none);
    expect(await desk.panel.evaluate(() => document.documentElement.lang)).toBe(lang);
    await inspect(desk.panel, 'none');
  });

  it('the patient on the screen', async () => {
    const busy = desk.queue.find((one) => one.scenario === 'severalAtOnce');
    await desk.choose(busy?.queueNo ?? 1);
    await settled(desk, at(desk, busy?.queueNo ?? 1));
    await inspect(desk.panel, 'patient');
  });

  it('no text is missing', async () => {
    const texts = await desk.panel.evaluate(() =>
      [...document.querySelectorAll('button, dt, h1, h2, h3, strong')].map((one) => one.textContent?.trim()),
    );
    expect(texts.length).toBeGreaterThan(10);
    expect(texts.filter((text) => !text)).toEqual([]);
  });

  it('quick lookup, reached and used by keyboard alone', async () => {
    await desk.panel.bringToFront();
    await desk.panel.locator('#tab-screen').focus();
    await desk.panel.keyboard.press('ArrowRight');
    await eventually(() => desk.panel.evaluate(() => document.activeElement?.id)).toBe('typed-id');
    await desk.panel.keyboard.type(at(desk, 2).id);
    await desk.panel.keyboard.press('Enter');
    await eventually(() => desk.panel.locator('#view-quick h3').count()).toBe(2);
    await inspect(desk.panel, 'quick');
  });

  it('card lookup', async () => {
    await desk.panel.keyboard.press('Alt+c');
    await eventually(() => desk.panel.locator('#view-card .notice').count()).toBe(1);
    await inspect(desk.panel, 'card');
  });

  it('every control can be reached with Tab', async () => {
    await desk.panel.keyboard.press('Alt+p');
    const wanted = await desk.panel
      .locator('button:visible:not([tabindex="-1"]):not([disabled]), summary:visible, input:visible')
      .count();
    await desk.panel.locator('#tab-screen').focus();
    let reached = 0;
    for (let presses = 0; presses < wanted; presses++) {
      reached = await desk.panel.evaluate(noteFocus);
      await desk.panel.keyboard.press('Tab');
    }
    expect(reached).toBe(wanted);
  });

  it('the links, one by one', async () => {
    await desk.panel.locator('.status button').click();
    await eventually(() => desk.panel.locator('.doctor li').count()).toBeGreaterThan(8);
    await inspect(desk.panel, 'links');
  });

  it('the options', async () => {
    await eventually(() => options.locator('.entries li').count()).toBeGreaterThan(0);
    await inspect(options, 'options');
  });
});

declare global {
  var referralReached: Set<Element | null> | undefined;
}

/** How many elements had the focus so far. */
function noteFocus(): number {
  globalThis.referralReached ??= new Set();
  return globalThis.referralReached.add(document.activeElement).size;
}

async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  return page.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: { run(): Promise<{ violations: Violation[] }> } };
    const found = (await axe.run()).violations;
    return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
  });
}

interface Violation {
  id: string;
  nodes: { target: string[] }[];
}
