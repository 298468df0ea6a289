import { describe, expect, it } from 'vitest';
import { OTHER_STATES, REFERRAL_STATES } from '../../shared/domain/badge-state.ts';
import { becomes, eye, last, open, page, patients, rig, shown, useBench } from './content-rig/bench.ts';
import { chart, LIN, switchTo, WANG } from './content-rig/chart.ts';

useBench();

describe('the badge', () => {
  const box = () =>
    page.evaluate(() => {
      const { x, y, width, height } =
        document.querySelector('nhi-referral-badge')?.getBoundingClientRect() ?? {};
      return { x, y, width, height };
    });
  const placed = () => expect.poll(async () => (await box()).x).toBeGreaterThan(0);

  async function showView(view: object): Promise<void> {
    const { tab, frame, nonce, seq } = await last();
    await (await rig.worker()).evaluate(
      ({ tab, frame, body }) =>
        chrome.tabs.sendMessage(tab, { type: 'badge.show', body }, { frameId: frame }),
      { tab, frame, body: { nonce, seq, view } },
    );
  }

  it('has one size, and the page no way to its state', async () => {
    await shown();
    await placed();
    const first = await box();
    const html = () => page.evaluate(() => document.querySelector('nhi-referral-badge')?.outerHTML);
    const outside = await html();
    for (const state of [...REFERRAL_STATES, ...OTHER_STATES]) {
      await showView({ state, count: 120, elsewhere: true, reason: null });
      expect(await eye.state()).toBe(state);
      expect(await box()).toEqual(first);
      expect(await html()).toBe(outside);
    }
    expect(first).toMatchObject({ width: 152, height: 40 });
    expect(outside).toBe('<nhi-referral-badge></nhi-referral-badge>');
    await page.evaluate(() => {
      const host = document.querySelector('nhi-referral-badge') as HTMLElement;
      const rules = { width: 'auto', height: 'auto', display: 'inline', contain: 'none', position: 'static' };
      for (const [name, value] of Object.entries(rules)) host.style.setProperty(name, value, 'important');
    });
    expect(await box()).toEqual(first);
    const reach = await page.evaluate(() => {
      const host = document.querySelector('nhi-referral-badge') as HTMLElement;
      const hit = document.elementFromPoint(innerWidth - 100, innerHeight - 40);
      host.focus();
      return {
        root: host.shadowRoot,
        hit: hit === host,
        scroll: [host.scrollWidth, host.scrollHeight],
        text: host.innerText + host.textContent,
        ours: Object.keys(globalThis).filter((key) => /referral/i.test(key)),
      };
    });
    expect(reach).toEqual({ root: null, hit: true, scroll: [152, 40], text: '', ours: [] });
  });

  it('acts on a real click, and on no other', async () => {
    await shown();
    await placed();
    await page.evaluate(() => {
      const host = document.querySelector('nhi-referral-badge') as HTMLElement;
      host.click();
      host.dispatchEvent(new MouseEvent('click', { bubbles: true, composed: true }));
    });
    await eye.inWorld('function () { this.click(); this.dispatchEvent(new MouseEvent("click")); }');
    expect((await rig.get()).opened).toBe(0);
    const { x = 0, y = 0 } = await box();
    await page.mouse.click(x + 20, y + 20);
    await expect.poll(async () => (await rig.get()).opened).toBe(1);
    expect(await patients()).toHaveLength(1); // A state that stands is not looked up again.
  });

  it('takes the keyboard, looks up again where it could not tell, and names the key that opens the panel', async () => {
    await rig.set({
      view: { state: 'cannotTell', count: 0, elsewhere: false, reason: 'app:noActiveVisit' },
      shortcut: 'Alt+Shift+R',
    });
    await shown('cannotTell');
    await placed();
    expect((await eye.all())[0]?.text).toBe('無法判斷 按一下查詢');
    await page.locator('#born').focus();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await becomes('press');
    expect((await eye.all())[0]?.text).toBe('請按 Alt+Shift+R');
    expect((await last()).trigger).toBe('refresh');
  });

  it('is asked for once more by no press on the key that it shows over an answer', async () => {
    await rig.set({ shortcut: 'Alt+Shift+R' });
    await shown();
    await placed();
    await page.locator('#born').focus();
    await page.keyboard.press('Tab');
    for (const opened of [1, 2]) {
      await page.keyboard.press('Enter');
      await expect.poll(async () => (await rig.get()).opened).toBe(opened);
      await becomes('press');
    }
    await page.waitForTimeout(300); // A report would have left in the very task: nothing else to await.
    expect((await patients()).map(({ trigger }) => trigger)).not.toContain('refresh');
  });

  it('is moved by drag and by keys, and remembers where', async () => {
    await shown();
    await placed();
    const start = await box();
    const { x = 0, y = 0 } = start;
    await page.mouse.move(x + 30, y + 20);
    await page.mouse.down();
    await page.mouse.move(x - 170, y - 80, { steps: 4 });
    await page.mouse.up();
    expect(await box()).toEqual({ ...start, x: x - 200, y: y - 100 });
    expect((await rig.get()).opened).toBe(0);
    await page.keyboard.press('Shift+ArrowLeft');
    await page.keyboard.press('Shift+ArrowDown');
    expect(await box()).toEqual({ ...start, x: x - 216, y: y - 84 });
    await page.reload();
    await becomes('due');
    await expect.poll(box).toEqual({ ...start, x: x - 216, y: y - 84 });
    await (await rig.worker()).evaluate(() => chrome.storage.local.clear());
  });

  it('docks at the edge where it would lie on something that takes the keyboard', async () => {
    rig.pages.set('/chart', chart(WANG, '<div id="bar"><button>存檔</button></div>'));
    await open();
    await page.evaluate(() => {
      const button = document.querySelector('button');
      for (const [name, value] of Object.entries({ position: 'fixed', right: '40px', bottom: '30px' })) {
        button?.style.setProperty(name, value);
      }
    });
    await page.evaluate(() => dispatchEvent(new Event('resize')));
    await becomes('due');
    await expect.poll(async () => (await eye.all())[0]?.docked).toBe(true);
    const { x = 0, width, height } = await box();
    const wide = await page.evaluate(() => document.documentElement.clientWidth);
    expect({ width, height, right: x + (width ?? 0) }).toEqual({ width: 36, height: 40, right: wide });
    await page.getByRole('button', { name: '存檔' }).click();
  });

  it('comes back when the page removes it, but does not fight for ever', async () => {
    await shown();
    const removed = await page.evaluate(async () => {
      let count = 0;
      for (let i = 0; i < 40; i++) {
        const host = document.querySelector('nhi-referral-badge');
        if (host) count++;
        host?.remove();
        await new Promise((then) => setTimeout(then, 20));
      }
      return count;
    });
    expect(removed).toBe(6);
  });

  it('stands in the page once, however often it is injected', async () => {
    await shown();
    const { tab } = await last();
    await (await rig.worker()).evaluate(
      (tabId) => chrome.scripting.executeScript({ target: { tabId }, files: ['content.js'] }),
      tab,
    );
    await switchTo(page, LIN);
    await becomes('due');
    expect(await eye.all()).toHaveLength(1);
    expect((await rig.get()).pageOpens).toBe(1);
    expect(await patients()).toHaveLength(2);
  });
});
