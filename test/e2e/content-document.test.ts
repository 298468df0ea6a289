import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CONTENT_LIMIT, gzippedBytes } from '../content-size.ts';
import { Eye } from './content-rig/badge.ts';
import { becomes, eye, open, page, patients, reports, rig, shown, useBench } from './content-rig/bench.ts';
import { adapter, chart, LIN, switchTo, WANG } from './content-rig/chart.ts';
import { startRig } from './content-rig/rig.ts';

useBench();

const require = createRequire(import.meta.url);

describe('the script', () => {
  it('is one file of at most 10 KB gzipped, without a map', () => {
    expect(readdirSync(rig.extension).filter((name) => /content|\.map$/.test(name))).toEqual(['content.js']);
    const script = readFileSync(join(rig.extension, 'content.js'));
    expect(gzippedBytes(script)).toBeLessThanOrEqual(CONTENT_LIMIT);
    expect(script.toString()).not.toContain('sourceMappingURL');
  });

  it('leaves nothing to promises, whose work the bench could not see', () => {
    expect(readFileSync(join(rig.extension, 'content.js'), 'utf8')).not.toMatch(
      /\b(async|await)\b|\.then\(|Promise/,
    );
  });

  it('shows every state of the badge without a fault of access, in light, dark and forced colours', async () => {
    await page.setViewportSize({ width: 720, height: 560 });
    for (const media of [{}, { colorScheme: 'dark' }, { forcedColors: 'active' }] as const) {
      await page.emulateMedia({ colorScheme: 'light', forcedColors: 'none', ...media });
      await page.goto(`chrome-extension://${new URL((await rig.worker()).url()).host}/gallery.html`);
      await page.evaluate(readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8'));
      const faults = await page.evaluate(async () => {
        const { axe } = globalThis as never as { axe: typeof import('axe-core') };
        const { violations, passes } = await axe.run();
        const drawn = document.querySelectorAll('#gallery > div').length;
        return { drawn, contrast: passes.some((one) => one.id === 'color-contrast'), violations };
      });
      expect(faults).toEqual({ drawn: 50, contrast: true, violations: [] });
    }
  });
});

describe('the document', () => {
  it('without an adapter of its own is left alone, but says once that the user acted', async () => {
    await rig.set({ adapters: [{ ...adapter, match: { origins: ['https://his.example'], frames: 'any' } }] });
    await open();
    await expect.poll(async () => (await rig.get()).pageOpens).toBe(1);
    await page.evaluate(() => document.body.dispatchEvent(new MouseEvent('pointerdown', { bubbles: true })));
    await page.mouse.click(300, 300);
    await page.keyboard.press('a');
    await expect.poll(async () => (await rig.get()).trusted).toBe(1);
    await switchTo(page, LIN);
    expect(await reports()).toEqual([]);
    expect(await eye.all()).toEqual([]);
  });

  it('reports again when the user acts and nothing was looked up yet, and not once it was', async () => {
    const waits = { state: 'cannotTell', count: 0, elsewhere: false, reason: 'app:noUserEvent' };
    await rig.set({ view: waits });
    await shown('cannotTell');
    await rig.set({ view: { state: 'due', count: 1, elsewhere: false, reason: null } });
    await page.mouse.click(300, 200);
    await becomes('due');
    expect((await patients()).map(({ trusted, seq, trigger }) => [trusted, seq, trigger])).toEqual([
      [false, 0, 'auto'],
      [true, 0, 'auto'],
    ]);
    await page.reload();
    await becomes('due');
    await page.mouse.click(300, 200);
    await expect.poll(async () => (await rig.get()).trusted).toBe(2);
    expect(await patients()).toHaveLength(3);
  });

  it('is read and watched without asking for layout', async () => {
    await shown();
    const asked = await eye.inWorld<string[]>(`async function () {
      // It is placed once, when idle after the load: that alone may ask for layout.
      const idle = () => new Promise((then) => requestAnimationFrame(() => requestIdleCallback(then)));
      const { host } = this.getRootNode();
      while (document.readyState !== 'complete' || getComputedStyle(host).display === 'none') await idle();
      for (let i = 0; i < 3; i++) await idle();
      const asked = [];
      const trap = (target, name) => {
        const own = Object.getOwnPropertyDescriptor(target, name);
        const note = (get) => function (...args) { asked.push(name); return get.apply(this, args); };
        Object.defineProperty(target, name, own.get
          ? { ...own, get: note(own.get) } : { ...own, value: note(own.value) });
      };
      for (const name of ['getBoundingClientRect', 'getClientRects', 'checkVisibility', 'scrollIntoView',
        'clientWidth', 'clientHeight', 'clientLeft', 'clientTop', 'scrollTop', 'scrollLeft', 'scrollWidth',
        'scrollHeight']) trap(Element.prototype, name);
      for (const name of ['offsetWidth', 'offsetHeight', 'offsetTop', 'offsetLeft', 'offsetParent',
        'innerText', 'focus']) trap(HTMLElement.prototype, name);
      for (const name of ['getComputedStyle', 'innerWidth', 'innerHeight', 'scrollX', 'scrollY'])
        trap(globalThis, name);
      for (const name of ['elementFromPoint', 'elementsFromPoint']) trap(Document.prototype, name);
      document.querySelector('#id').getBoundingClientRect();
      document.querySelector('#id').innerText;
      const proof = asked.splice(0);
      for (let i = 0; i < 20; i++) {
        const next = i % 2 ? ['A123456789', '王小明', '065/03/12'] : ['B223456788', '林美麗', '071/11/30'];
        document.querySelector('#id').textContent = next[0];
        document.querySelector('#name').textContent = next[1];
        document.querySelector('#born').value = next[2];
        document.querySelector('td + td').textContent = String(i);
        while (this.dataset.state !== 'covered') await new Promise((then) => setTimeout(then, 5));
        while (this.dataset.state === 'covered') await new Promise((then) => setTimeout(then, 5));
      }
      return [proof.join(), ...asked];
    }`);
    expect(asked).toEqual(['getBoundingClientRect,innerText']);
    expect(await patients()).toHaveLength(21);
  });

  it('keeps its badge as a last word when the extension is gone, and everything else stops', async () => {
    const reloading = await startRig('zh_TW');
    try {
      reloading.pages.set('/chart', chart(WANG));
      await reloading.worker();
      await reloading.set({ adapters: [adapter] });
      const old = await reloading.context.newPage();
      const sees = await Eye.on(old);
      await old.goto(`${reloading.origin}/chart`);
      await expect.poll(() => sees.state(), { timeout: 8000 }).toBe('due');
      await (await reloading.worker()).evaluate(() => chrome.runtime.reload()).catch(() => undefined);
      await expect.poll(() => sees.state(), { timeout: 8000 }).toBe('gone');
      expect((await sees.all())[0]?.text).toBe('請先儲存，再重新整理');
      await switchTo(old, LIN);
      await old.waitForTimeout(400); // More than two looks, of which there must be none.
      expect(await sees.state()).toBe('gone');
    } finally {
      await reloading.close();
    }
  });
});
