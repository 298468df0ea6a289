import { describe, expect, it } from 'vitest';
import {
  becomes,
  eye,
  last,
  open,
  page,
  patients,
  reports,
  rig,
  shown,
  useBench,
} from './content-rig/bench.ts';
import { adapter, chart, LIN, switchTo, WANG } from './content-rig/chart.ts';

useBench();

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

  const UNCLEAR = { state: 'cannotTell', count: 0, elsewhere: false, reason: 'app:identityUnclear' };
  const putName = (name: string) =>
    page.evaluate((text) => {
      const el = document.querySelector('#name');
      if (el) el.textContent = text;
    }, name);
  const pairs = async () => (await patients()).map(({ patient }) => `${patient?.id} ${patient?.name}`);

  it('by a half that stays: nobody is told until the rest comes', async () => {
    await shown();
    await putName(LIN.name);
    await expect.poll(async () => (await last()).status, { timeout: 8000 }).toBe('unclear');
    expect(await last()).toMatchObject({ field: 'id', patient: null, seq: 1 });
    await switchTo(page, LIN);
    await expect.poll(async () => (await patients()).length).toBe(2);
    expect(await pairs()).toEqual([`${WANG.id} ${WANG.name}`, `${LIN.id} ${LIN.name}`]);
  });

  it('by a name corrected in place: counts when the doctor presses the badge', async () => {
    await shown();
    await rig.set({ view: UNCLEAR });
    await putName('王曉明');
    await becomes('cannotTell');
    expect(await last()).toMatchObject({ status: 'unclear', field: 'id' });
    await page.locator('#born').focus();
    await page.keyboard.press('Tab');
    // The user's first act: told again, and still nobody's.
    await expect.poll(async () => (await last()).trusted).toBe(true);
    await becomes('cannotTell');
    await rig.set({ view: { state: 'due', count: 2, elsewhere: false, reason: null } });
    await page.keyboard.press('Enter');
    await becomes('due');
    expect(await last()).toMatchObject({ trigger: 'refresh', patient: { id: WANG.id, name: '王曉明' } });
    await putName('王小小');
    await becomes('covered');
  });

  it('to one of the same name: counts by ID, birth date and chart number after a while', async () => {
    await shown();
    await switchTo(page, { ...LIN, name: WANG.name });
    await becomes('covered');
    await expect.poll(async () => (await patients()).length, { timeout: 8000 }).toBe(2);
    expect(await pairs()).toEqual([`${WANG.id} ${WANG.name}`, `${LIN.id} ${WANG.name}`]);
  });

  it.each([
    ['with', true],
    ['without', false],
  ])('by a choice in a <select> %s an event: the selector `:checked` is followed', async (_, tells) => {
    const fields = { id: [{ by: 'css', css: '#who option:checked', read: 'value' }] };
    await rig.set({ adapters: [{ ...adapter, fields }] });
    const options = [WANG, LIN].map(({ id }) => `<option value="${id}">${id}</option>`).join('');
    rig.pages.set('/chart', chart(WANG, `<select id="who">${options}</select>`));
    await shown();
    const covered = await eye.inWorld<boolean>(`async function () {
      const who = document.querySelector('#who');
      who.selectedIndex = 1;
      if (${tells}) who.dispatchEvent(new Event('change', { bubbles: true }));
      else for (let i = 0; i < 200 && this.dataset.state !== 'covered'; i++) await new Promise((then) => setTimeout(then, 5));
      return this.dataset.state === 'covered';
    }`);
    expect(covered).toBe(true);
    await expect.poll(async () => (await last()).patient?.id).toBe(LIN.id);
  });

  it('by client routing: leaving the path ends the watch, coming back begins it', async () => {
    await shown();
    await page.evaluate(() => history.pushState({}, '', '/list'));
    await expect.poll(async () => (await last()).status).toBe('noPatient');
    expect(await eye.state()).toBe('covered');
    const before = (await reports()).length;
    await switchTo(page, LIN);
    await page.waitForTimeout(500); // Three looks and a settling, of which there must be none.
    expect(await reports()).toHaveLength(before);
    await page.evaluate(() => history.pushState({}, '', '/chart/2'));
    await becomes('due');
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
