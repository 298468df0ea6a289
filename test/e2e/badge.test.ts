import { rmSync, writeFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { msToTaiwanMidnight, taiwanToday } from '../../shared/domain/taiwan-date.ts';
import { HIS_KINDS, type HisKind, type SimPatient } from '../simulator/patients/patient.ts';
import { belongs } from '../torture/judge.ts';
import { openProbedPanel } from '../torture/probes.ts';
import { leaksOf } from './canaries.ts';
import { Clinic, eventually, pressBadge, say, titleOf } from './clinic.ts';
import { tofuIn } from './fonts.ts';
import { HisPage } from './his-page.ts';

/** What the badge says of referrals, against what the simulator states by hand, in real Chromium. */
const P = '#ctl00_ContentPlaceHolder1_';
const SIGNS: Record<string, string> = { replied: '✓', expired: '–', none: '' };
let clinic: Clinic;

beforeAll(async () => {
  clinic = await Clinic.open();
});
afterEach(() => clinic.reset());
afterAll(() => clinic.stage.close());

describe.each(HIS_KINDS)('%s: what referrals say', (his) => {
  /** One round of every scenario, and of the rest of the queue whatever says something new. */
  const round = () => {
    const seen = new Set<string>();
    return clinic.queueOf(his).filter(({ scenario, expected: { state, count }, queueNo }) => {
      const news = !seen.has(`${state}/${count}`) || !seen.has(scenario);
      seen.add(`${state}/${count}`).add(scenario);
      return queueNo < 100 && (queueNo <= 17 || news);
    });
  };

  it('waits for the user, then shows each state and count, in the page, the toolbar and the panel', async () => {
    const page = clinic.pages[his];
    const [first, ...others] = round() as [SimPatient, ...SimPatient[]];
    await page.page.bringToFront();
    await page.page.goto(clinic.addressOf(first));
    const held = await page.showsState(first, 'cannotTell');
    expect(held.text).toContain(say('badge_hintClick'));
    await page.page.keyboard.press('Shift');
    await page.showsItsOwn(first);
    const tab = await clinic.watcher.tabOf(page.page);
    const panel = await openProbedPanel(clinic.stage, clinic.watcher.page, tab, () => {});
    for (const patient of [first, ...others]) {
      clinic.use(patient);
      if (patient !== first) await page.page.goto(clinic.addressOf(patient));
      const badge = await page.showsItsOwn(patient);
      expect(badge).toMatchObject({ state: patient.expected.state, count: patient.expected.count });
      await iconSays(page, patient, patient.elsewhereCount > 0);
      await panelSays(panel, patient);
      if (patient.queueNo <= 17) await clinic.shot(page, `${his}-${patient.scenario}`);
      if (patient.queueNo === 17) expect((await tofuIn(page.page, 'HTML')).boxes).toEqual([]);
    }
    expect(new Set(round().map(({ expected }) => expected.state)).size).toBe(10);
    expect(await tofuIn(page.page, 'NHI-REFERRAL-BADGE')).toMatchObject({ boxes: [] });
    await panel.close();
  });

  /** The panel's first notice is the badge in words; the due day is reckoned by the law, stated by the simulator. */
  async function panelSays(panel: Page, { id, canary, own, expected: { state, dueOn } }: SimPatient) {
    const article = panel.locator('#view-screen article', { hasText: id });
    await article.locator('h3').first().waitFor();
    const text = (await article.locator('.notice').first().textContent()) ?? '';
    expect(text).toContain(say(`state_${state}`));
    if (dueOn) expect(text).toContain(rocDay(dueOn));
    else expect(text).not.toContain('依規定推算');
    const shown = (await article.textContent()) ?? '';
    expect(shown.includes(canary)).toBe(own.length > 0 || shown.includes(canary));
    const fonts = await tofuIn(panel, 'view-screen');
    expect(fonts.boxes).toEqual([]);
    expect(fonts.looked).toBeGreaterThan(5);
  }

  it('says that nobody is chosen, that an ID is masked, and that a finished visit waits for a click', async () => {
    const page = clinic.pages[his];
    const patient = clinic.fresh(his);
    const start = clinic.stage.simulator.addresses.his[his];
    await page.goto(start);
    const lastStatus = async () => (await clinic.watcher.reports()).at(-1)?.screen.status;
    await eventually(lastStatus).toBe('noPatient');
    expect(page.drawn).toEqual([]);
    // The worker hears a report when we do, not before: a few ms later on a busy PC.
    await eventually(() => clinic.toolbar(page)).toEqual({ text: '', title: say('app_name') });

    await WAYS[his].masked(page.page, patient, start);
    const masked = await page.showsState(null, 'cannotTell');
    expect(masked.text).toContain(say('badge_hintMasked'));
    await eventually(async () => (await clinic.toolbar(page)).text).toBe('?');
    await clinic.shot(page, `${his}-masked`);

    await page.goto(clinic.addressOf(patient));
    await page.showsItsOwn(patient);
    await WAYS[his].cleared(page.page);
    await eventually(lastStatus).toBe('noPatient');
    await eventually(() => page.drawn.filter(({ badge }) => badge.text !== say('badge_noPatient'))).toEqual(
      [],
    );
    await clinic.shot(page, `${his}-nobody`);

    const finished = clinic.queueOf(his).find(({ queueNo }) => queueNo === 100) as SimPatient;
    await page.goto(clinic.addressOf(finished));
    const held = await page.showsState(finished, 'cannotTell');
    expect(held.text).toContain(say('badge_hintClick'));
    expect(await asked(finished)).toBe(0);
    await clinic.shot(page, `${his}-finished`);
    await pressBadge(page);
    await page.showsItsOwn(finished);
    expect(await asked(finished)).toBeGreaterThan(0);
  });

  it('shows a character that the hospital made as the PC can, and the panel says what it is', async () => {
    const page = clinic.pages[his];
    const patient = clinic.fresh(his, ({ name }) => /\p{Private_Use}/u.test(name));
    await page.goto(clinic.addressOf(patient));
    await page.showsItsOwn(patient);
    // Nobody here has the hospital's font: what counts boxes must count these.
    expect((await tofuIn(page.page, 'HTML')).boxes).not.toEqual([]);
    const panel = await clinic.stage.openPanel(await clinic.watcher.tabOf(page.page));
    await page.page.bringToFront();
    const name = panel.locator('#view-screen article', { hasText: patient.id }).locator('.name').first();
    await eventually(() => name.textContent()).toContain(say('name_rare'));
    expect((await tofuIn(panel, 'view-screen')).boxes).toEqual([]);
    await panel.close();
  });

  const asked = async ({ index }: SimPatient) =>
    (await clinic.stage.simulator.control.log()).filter((one) => one.on === 'web' && one.patient === index)
      .length;
});

interface Ways {
  masked(page: Page, patient: SimPatient, start: string): Promise<void>;
  cleared(page: Page): Promise<unknown>;
}

const WAYS: Record<HisKind, Ways> = {
  frameset: {
    cleared: async (page) => page.frame('menu')?.click('a[href="blank.asp"]'),
    async masked(page, _patient, start) {
      await page.goto(start);
      // The list of masked IDs shows nobody; the field where calls appear does, and this HIS covers part of it.
      await page.frame('menu')?.click('a[href="order.asp"]');
      await page.frame('main')?.click('input[type=button]');
      await page
        .frame('main')
        ?.waitForFunction(() => document.querySelector<HTMLInputElement>('[name=IDNO]')?.value);
      await page.frame('main')?.evaluate(() => {
        const field = document.querySelector<HTMLInputElement>('[name=IDNO]');
        if (field) field.value = field.value.replace(/\d{4}$/, '****');
      });
    },
  },
  postback: {
    cleared: async (page) => page.frame('ifrChart')?.click(`${P}btnClear`),
    async masked(page, patient) {
      await page.goto(clinic.addressOf(patient));
      await page.frame('ifrChart')?.click(`${P}btnMask`);
    },
  },
  spa: {
    cleared: (page) => page.click('.nav__clear'),
    masked: async (page, patient, start) => {
      await page.goto(`${start}private/${patient.queueNo}`);
    },
  },
};

describe('referrals elsewhere', () => {
  const elsewhere = ({ elsewhereCount }: SimPatient) => elsewhereCount > 0;

  it.each(
    HIS_KINDS,
  )('%s: a mark beside the state where both queries are automatic, else none', async (his) => {
    const [without, withMark] = [clinic.fresh(his, elsewhere), clinic.fresh(his, elsewhere)];
    expect((await (await clinic.opened(without)).showsItsOwn(without)).elsewhere).toBe(false);
    clinic.configure({ autoQuery: 'both' });
    const page = await clinic.opened(withMark);
    await page.shows(withMark, (badge) => badge.state === withMark.expected.state && badge.elsewhere);
    await clinic.shot(page, `${his}-elsewhere`);
    const plain = clinic.fresh(his, (one) => !elsewhere(one));
    expect((await (await clinic.opened(plain)).showsItsOwn(plain)).elsewhere).toBe(false);
  });

  const OTHER = 'query-other-6.0';
  const slowOther = ({ index }: SimPatient) =>
    clinic.stage.simulator.control.fault({
      on: 'web',
      call: OTHER,
      patient: index,
      fault: { kind: 'slow', ms: 5_000 },
    });
  const askedElsewhere = async ({ index }: SimPatient) =>
    (await clinic.stage.simulator.control.log()).filter(
      (one) => one.on === 'web' && one.patient === index && one.operation === OTHER,
    ).length;

  it.each(HIS_KINDS)('%s: the mark of a slow query 2 comes late, and nobody is asked twice', async (his) => {
    clinic.configure({ autoQuery: 'both' });
    const patient = clinic.fresh(his, elsewhere);
    await slowOther(patient);
    const page = await clinic.opened(patient);
    expect((await page.showsItsOwn(patient)).elsewhere).toBe(false);
    await page.shows(patient, (badge) => badge.elsewhere && belongs(badge, patient));
    await iconSays(page, patient, true);
    expect(await askedElsewhere(patient)).toBe(1);
  });

  it('a late mark never reaches the patient who came meanwhile', async () => {
    clinic.configure({ autoQuery: 'both' });
    const left = clinic.fresh('spa', elsewhere);
    const next = clinic.fresh('spa', (one) => !elsewhere(one));
    await slowOther(left);
    const page = await clinic.opened(left);
    await page.showsItsOwn(left);
    await page.goto(clinic.addressOf(next));
    await page.showsItsOwn(next);
    // Whoever joins the same query 2 is served after the badge that it was asked for.
    const beside = await HisPage.open(clinic.stage);
    await beside.goto(clinic.addressOf(left));
    await beside.shows(left, (badge) => badge.elsewhere);
    expect(await askedElsewhere(left)).toBe(1);
    expect(page.samples.filter(({ id, badge }) => id === next.id && badge?.elsewhere)).toEqual([]);
    expect((await clinic.toolbar(page)).title).toBe(titleOf(next.expected.state));
    await beside.page.close();
  });

  it('is no reason to wait, nor to say nothing, when query 2 fails', async () => {
    clinic.configure({ autoQuery: 'both' });
    await clinic.stage.simulator.control.fault({
      on: 'web',
      call: 'query-other-6.0',
      fault: { kind: 'silent' },
    });
    const patient = clinic.fresh('spa', elsewhere);
    const badge = await (await clinic.opened(patient)).showsItsOwn(patient);
    expect(badge.elsewhere).toBe(false);
  });
});

describe('midnight in Taiwan', () => {
  it.each(HIS_KINDS)('%s: what was due today is overdue, without a hand on the page', async (his) => {
    const today = taiwanToday(Date.now());
    const patient = clinic
      .queueOf(his)
      .find(
        ({ expected, queueNo }) => expected.state === 'due' && expected.dueOn === today && queueNo < 100,
      ) as SimPatient;
    const page = await clinic.opened(patient);
    await page.showsItsOwn(patient);
    writeFileSync(clinic.clockFile, String(msToTaiwanMidnight(Date.now()) + 1_000));
    try {
      // The browser's own alarm, only sooner.
      await clinic.watcher.page.evaluate(() =>
        chrome.alarms.create('taiwan-midnight', { when: Date.now() + 10 }),
      );
      await page.showsState(patient, 'overdue');
      await eventually(() => clinic.toolbar(page)).toMatchObject({ title: titleOf('overdue') });
      const next = () => clinic.watcher.page.evaluate(() => chrome.alarms.get('taiwan-midnight'));
      await eventually(async () => taiwanToday((await next())?.scheduledTime ?? 0)).not.toBe(today);
      expect(taiwanToday((await next())?.scheduledTime ?? 0) > today).toBe(true);
      await clinic.shot(page, `${his}-midnight`);
    } finally {
      rmSync(clinic.clockFile);
    }
  });
});

describe('after all of it', () => {
  it('nothing of the NHI stands outside the panel', async () => {
    expect(await leaksOf(clinic.stage)).toEqual([]);
  });
});

/** State, count and mark on the icon; the open panel brings the mark even where query 2 is not automatic. */
async function iconSays(page: HisPage, { expected: { state, count } }: SimPatient, mark: boolean) {
  await eventually(() => clinic.toolbar(page)).toEqual({
    text: `${SIGNS[state] ?? count}${mark ? '*' : ''}`,
    title: [titleOf(state), ...(mark ? [say('toolbar_elsewhere')] : [])].join('\n'),
  });
}

/** `114/11/27`, as the panel writes a day. */
function rocDay(day: string): string {
  const [year = '', month, date] = day.split('-');
  return `${Number(year) - 1911}/${month}/${date}`;
}
