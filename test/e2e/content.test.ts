import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { OTHER_STATES, REFERRAL_STATES } from '../../shared/domain/badge-state.ts';
import { Eye } from './content-rig/badge.ts';
import { type Report, type Rig, startRig } from './content-rig/rig.ts';

const WANG = { id: 'A123456789', name: '王小明', born: '065/03/12', chart: '001' };
const LIN = { id: 'B223456788', name: '林美麗', born: '071/11/30', chart: '002' };
type Patient = typeof WANG;

const fields = {
  id: [{ by: 'css', css: '#id', read: 'text' }],
  name: [{ by: 'css', css: '#name', read: 'text' }],
  birthDate: [{ by: 'css', css: '#born', read: 'value' }],
  chartNo: [{ by: 'label', label: '病歷號', css: 'td', cell: 'next' }],
};
const adapter = {
  adapter: 1,
  id: 'rig',
  title: 'rig',
  match: { origins: ['http://127.0.0.1:*'], paths: ['/chart', '/chart/*'], frames: 'any' },
  ready: { css: '#chart' },
  noPatient: { css: '#chart', contains: '未選' },
  activeVisit: { css: '.active' },
  fields,
};

function chart({ id, name, born, chart: no }: Patient, more = ''): string {
  return `<title>HIS</title><body><form id="chart"><b id="id">${id}</b> <b id="name">${name}</b>
    <input id="born" value="${born}"><table><tr><td>病 歷 號：</td><td>${no}</td></tr></table></form>${more}</body>`;
}

const switchTo = (page: Page, patient: Patient) =>
  page.evaluate((next) => {
    const put = (css: string, text: string) => {
      const el = document.querySelector(css);
      if (el) el.textContent = text;
    };
    put('#id', next.id);
    put('#name', next.name);
    put('td + td', next.chart);
    (document.querySelector('#born') as HTMLInputElement).value = next.born;
  }, patient);

let rig: Rig;
let page: Page;
let eye: Eye;

beforeAll(async () => {
  rig = await startRig('zh_TW');
  await rig.worker();
});
afterAll(() => rig?.close());

beforeEach(async () => {
  rig.pages.clear();
  rig.pages.set('/chart', chart(WANG));
  rig.pages.set('/other', '<body><p>佇列</p></body>');
  await rig.set({
    adapters: [adapter],
    reports: [],
    opened: 0,
    trusted: 0,
    pageOpens: 0,
    delayMs: 0,
    shortcut: null,
    view: { state: 'due', count: 2, elsewhere: false, reason: null },
  });
  page = await rig.context.newPage();
  eye = await Eye.on(page);
});
afterEach(() => page.close());

const open = (path = '/chart') => page.goto(`${rig.origin}${path}`);
const reports = async () => (await rig.get()).reports;
const patients = async () => (await reports()).filter((one) => one.status === 'patient');
const last = async () => (await reports()).at(-1) as Report;
const becomes = (state: string) => expect.poll(() => eye.state(), { timeout: 8000 }).toBe(state);

async function shown(state = 'due'): Promise<void> {
  await open();
  await becomes(state);
}

describe('reading', () => {
  it('reports the whole patient, and shows what the worker says', async () => {
    await shown();
    const [report] = await patients();
    expect(report).toMatchObject({
      seq: 0,
      status: 'patient',
      field: null,
      activeVisit: false,
      visible: true,
      trusted: false,
      trigger: 'auto',
      patient: { id: WANG.id, name: WANG.name, birthDate: '1976-03-12', chartNo: '001', doctor: null },
    });
    expect(report?.nonce).toMatch(/^[0-9a-f]{32}$/);
    expect((await eye.all())[0]).toMatchObject({ text: '待回復 2' });
  });

  it.each([
    ['masked', { ...WANG, id: 'A12****789' }, null],
    ['unclear', { ...WANG, id: 'TEMP-01' }, 'id'],
    ['moved', { ...WANG, born: '48 歲' }, 'birthDate'],
  ])('reports %s instead of guessing', async (status, patient, field) => {
    rig.pages.set('/chart', chart(patient));
    await open();
    await expect.poll(async () => (await last())?.status, { timeout: 5000 }).toBe(status);
    expect(await last()).toMatchObject({ field, patient: null });
  });

  it('waits for late data, and says nothing of a page without a patient', async () => {
    rig.pages.set('/chart', chart({ ...WANG, id: '' }));
    await open();
    await expect.poll(async () => (await last())?.status).toBe('waiting');
    await page.evaluate(() => document.querySelector('#chart')?.append('未選病人'));
    await expect.poll(async () => (await last())?.status).toBe('noPatient');
    expect(await eye.all()).toEqual([]);
  });
});

describe('a change of patient', () => {
  it('by DOM: is covered before the next task, then reported under the next number', async () => {
    await shown();
    await rig.set({ delayMs: 60_000 });
    const states = await eye.inWorld<string[]>(`async function () {
      const states = [this.dataset.state];
      document.querySelector('#id').textContent = '${LIN.id}';
      await Promise.resolve();
      return [...states, this.dataset.state];
    }`);
    expect(states).toEqual(['due', 'covered']);
    await switchTo(page, LIN);
    await expect.poll(async () => (await patients()).length).toBe(2);
    expect(await last()).toMatchObject({ seq: 1, patient: { id: LIN.id, name: LIN.name } });
    expect((await reports()).some((one) => one.status === 'waiting' && one.seq === 1)).toBe(true);
  });

  it('by input and change events: is covered in the very task', async () => {
    await shown();
    const put = (born: string, type: string) =>
      eye.inWorld(`function () {
        const field = document.querySelector('#born');
        field.value = '${born}';
        field.dispatchEvent(new Event('${type}', { bubbles: true }));
        return this.dataset.state;
      }`);
    expect(await put(LIN.born, 'input')).toBe('covered');
    await put(WANG.born, 'input');
    await becomes('due');
    expect(await put(LIN.born, 'change')).toBe('covered');
  });

  it('by a script that only sets input.value: is covered at the next look', async () => {
    await shown();
    const took = await eye.inWorld<number>(`async function () {
      const from = performance.now();
      document.querySelector('#born').value = '${LIN.born}';
      while (this.dataset.state !== 'covered') await new Promise((then) => setTimeout(then, 5));
      return performance.now() - from;
    }`);
    expect(took).toBeLessThan(400);
  });

  it('by halves: a new name is not paired with the old ID', async () => {
    await shown();
    await page.evaluate((name) => {
      const el = document.querySelector('#name');
      if (el) el.textContent = name;
    }, LIN.name);
    await becomes('covered');
    await page.waitForTimeout(1200); // The other half is on its way: nothing to await but time.
    expect(await eye.state()).toBe('covered');
    await switchTo(page, LIN);
    await becomes('due');
    const pairs = (await patients()).map(({ patient }) => `${patient?.id} ${patient?.name}`);
    expect(pairs).toEqual([`${WANG.id} ${WANG.name}`, `${LIN.id} ${LIN.name}`]);
  });

  it('by client routing: leaving the path ends the watch, coming back begins it', async () => {
    await shown();
    await page.evaluate(() => history.pushState({}, '', '/list'));
    await expect.poll(async () => (await last()).status).toBe('noPatient');
    expect(await eye.state()).toBe('covered');
    const before = (await reports()).length;
    await switchTo(page, LIN);
    await page.evaluate(() => history.pushState({}, '', '/chart/2'));
    await becomes('due');
    expect((await reports()).length).toBeGreaterThan(before);
    expect(await last()).toMatchObject({ status: 'patient', patient: { id: LIN.id } });
  });

  it('by navigation: a new document has a new nonce', async () => {
    await shown();
    rig.pages.set('/chart', chart(LIN));
    await page.reload();
    await becomes('due');
    const [first, second] = await patients();
    expect(second).toMatchObject({ seq: 0, patient: { id: LIN.id } });
    expect(second?.nonce).not.toBe(first?.nonce);
  });

  it('in a frame: each frame reports for itself, and a postback replaces it', async () => {
    rig.pages.set(
      '/frames',
      '<body><iframe src="/chart" width="600" height="300"></iframe><iframe src="/other"></iframe></body>',
    );
    await open('/frames');
    await becomes('due');
    expect(await eye.all()).toHaveLength(1);
    expect((await patients())[0]?.frame).not.toBe(0);
    rig.pages.set('/chart', chart(LIN));
    await page.evaluate(() => frames[0]?.location.reload());
    await expect.poll(async () => (await last()).patient?.id).toBe(LIN.id);
  });

  it('by document.write: the new document is followed as well', async () => {
    await shown();
    await page.evaluate((html) => {
      document.open();
      document.write(html);
      document.close();
    }, chart(LIN));
    await expect.poll(async () => (await last())?.patient?.id).toBe(LIN.id);
    await becomes('due');
  });

  it('by the back/forward cache: the restored document starts covered, under a new nonce', async () => {
    await page.addInitScript(() => {
      addEventListener('pageshow', (event) => {
        if (event.persisted) document.documentElement.dataset.restored = 'yes';
      });
    });
    await shown();
    await page.goto(`${rig.origin}/other`);
    await rig.set({ delayMs: 60_000 });
    await page.goBack({ waitUntil: 'commit' });
    await expect.poll(async () => (await patients()).length).toBe(2);
    expect(await page.evaluate(() => document.documentElement.dataset.restored)).toBe('yes');
    const [before, after] = await patients();
    expect(after?.nonce).not.toBe(before?.nonce);
    expect(after).toMatchObject({ seq: 0, patient: { id: WANG.id } });
    expect(['covered', 'lookingUp']).toContain(await eye.state());
  });
});

describe('answers', () => {
  it('that belong to the patient before are dropped', async () => {
    await rig.set({ delayMs: 400, view: { state: 'overdue', count: 1, elsewhere: false, reason: null } });
    await open();
    await expect.poll(async () => (await patients()).length).toBe(1);
    await rig.set({ delayMs: 0, view: { state: 'none', count: 0, elsewhere: false, reason: null } });
    await switchTo(page, LIN);
    await becomes('none');
    await page.waitForTimeout(600); // The first patient's answer comes now.
    expect(await eye.state()).toBe('none');
  });

  it('by badge.show are drawn for the present patient only', async () => {
    await shown();
    const { tab, frame, nonce, seq } = await last();
    const show = async (body: object) =>
      (await rig.worker()).evaluate(
        ({ tab, frame, body }) =>
          chrome.tabs.sendMessage(tab, { type: 'badge.show', body }, { frameId: frame }),
        { tab, frame, body },
      );
    const view = { state: 'replied', count: 1, elsewhere: true, reason: null };
    expect(await show({ nonce, seq: seq + 1, view })).toMatchObject({ ok: false });
    expect(await show({ nonce: 'f'.repeat(32), seq, view })).toMatchObject({ ok: false });
    expect(await eye.state()).toBe('due');
    expect(await show({ nonce, seq, view })).toEqual({ ok: true, body: {} });
    expect((await eye.all())[0]).toMatchObject({ state: 'replied', text: '已回復 1 他院' });
    await show({ nonce, seq, view: { state: 'none', count: 0 } });
    expect(await eye.state()).toBe('cannotTell');
  });

  it('to screen.read are read afresh, and wait for a page in between', async () => {
    await shown();
    const { tab, frame } = await last();
    const read = async () =>
      (await rig.worker()).evaluate(
        ({ tab, frame }) =>
          chrome.tabs.sendMessage(tab, { type: 'screen.read', body: {} }, { frameId: frame }),
        { tab, frame },
      );
    expect(await read()).toMatchObject({ ok: true, body: { status: 'patient', patient: { id: WANG.id } } });
    await eye.inWorld(`function () { document.querySelector('#born').value = '${LIN.born}'; }`);
    expect(await read()).toMatchObject({ ok: true, body: { status: 'waiting', seq: 1, patient: null } });
  });

  it('are announced as looking up only when they take long', async () => {
    await rig.set({ delayMs: 900 });
    await open();
    await becomes('lookingUp');
    await becomes('due');
  });

  it('are asked for again when the worker was stopped meanwhile', async () => {
    await rig.set({ delayMs: 60_000 });
    await open();
    await becomes('lookingUp');
    const cdp = await rig.context.browser()?.newBrowserCDPSession();
    const targets = await cdp?.send('Target.getTargets');
    const worker = targets?.targetInfos.find((one) => one.type === 'service_worker');
    await cdp?.send('Target.closeTarget', { targetId: worker?.targetId ?? '' });
    await becomes('due');
    expect((await rig.get()).reports).toHaveLength(1); // The new worker's first and only.
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
    await switchTo(page, LIN);
    await becomes('due');
    expect(await eye.all()).toHaveLength(1);
  });
});
