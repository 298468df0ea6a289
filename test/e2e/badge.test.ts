import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import messages from '../../extension/_locales/zh_TW/messages.json' with { type: 'json' };
import { buildDevExtension } from '../../scripts/build.ts';
import { writeHostConfig } from '../../scripts/stage/host-config.ts';
import { ScreenWatcher } from '../../scripts/stage/screens.ts';
import { type Stage, sourceHost } from '../../scripts/stage/stage.ts';
import { msToTaiwanMidnight, taiwanToday } from '../../shared/domain/taiwan-date.ts';
import type { Fault, FaultOrder } from '../simulator/faults.ts';
import { HIS_KINDS, type HisKind, type SimPatient } from '../simulator/patients/patient.ts';
import { callJson } from '../simulator/request.ts';
import { speaks } from '../torture/judge.ts';
import { killHost } from '../torture/kill.ts';
import { openProbedPanel, openProbedStage } from '../torture/probes.ts';
import { PLAYERS } from '../torture/wrong-patient.ts';
import { leaksOf } from './canaries.ts';
import { tofuIn } from './fonts.ts';
import { HisPage } from './his-page.ts';

const SHOTS = 'out/e2e/badge';
const LIMITS = { limits: { automaticPerMinute: 10_000, typedPerHour: 10_000 } };
const P = '#ctl00_ContentPlaceHolder1_';

let stage: Stage;
let watcher: ScreenWatcher;
let patients: SimPatient[];
const pages = {} as Record<HisKind, HisPage>;

beforeAll(async () => {
  mkdirSync(SHOTS, { recursive: true });
  await buildDevExtension();
  stage = await openProbedStage({ settings: LIMITS, hostCommand: hostWithClock });
  watcher = await ScreenWatcher.open(stage);
  patients = await stage.simulator.control.patients();
  for (const his of HIS_KINDS) pages[his] = await HisPage.open(stage);
});
afterEach(async () => {
  await stage.simulator.control.reset();
  configure({});
});
afterAll(() => stage.close());

/** The host from source, with a clock that a test may shift. */
function hostWithClock(configDirectory: string): string[] {
  const [node = '', ...rest] = sourceHost(configDirectory);
  return [node, '--import', pathToFileURL(resolve(import.meta.dirname, 'clock.mjs')).href, ...rest];
}

/** The host follows its configuration: no restart is needed. */
function configure(settings: object, overlay?: object, web = stage.simulator.addresses.web): void {
  writeHostConfig(stage.configDirectory, { ...stage.simulator.addresses, web }, { ...LIMITS, ...settings });
  const folder = join(stage.configDirectory, 'contract.d');
  rmSync(folder, { recursive: true, force: true });
  if (!overlay) return;
  mkdirSync(folder);
  const file = { contractVersion: 1, operation: 'query-own-6.0', ...overlay };
  writeFileSync(join(folder, 'own.json'), JSON.stringify(file));
}

const signedBy = (signer: string) => ({ signing: { signer: { value: signer, from: 'assumed' } } });
const queueOf = (his: HisKind) => patients.filter((one) => one.his === his);

function addressOf(patient: SimPatient): string {
  const player = PLAYERS.find(({ his }) => his === patient.his);
  const start = stage.simulator.addresses.his[patient.his];
  return player?.at(start, patient.queueNo) ?? start;
}

/** A patient whom no test before has opened: nothing of his lies in the host's memory. */
const used = new Set<number>();
function fresh(his: HisKind, fits: (patient: SimPatient) => boolean = owed): SimPatient {
  const found = queueOf(his).find(
    (one) => one.queueNo > 17 && one.queueNo < 100 && !used.has(one.index) && fits(one),
  );
  if (!found) throw new Error(`No such patient is left in ${his}`);
  used.add(found.index);
  return found;
}
const owed = ({ expected }: SimPatient) => expected.state === 'overdue' || expected.state === 'due';

async function opened(patient: SimPatient): Promise<HisPage> {
  const page = pages[patient.his];
  await page.goto(addressOf(patient));
  return page;
}

/** What the toolbar icon of the page's tab says: the copy that no page can fake. */
async function toolbar(page: Page): Promise<{ text: string; title: string }> {
  const tabId = await watcher.tabOf(page);
  return watcher.page.evaluate(
    async (id) => ({
      text: await chrome.action.getBadgeText({ tabId: id }),
      title: await chrome.action.getTitle({ tabId: id }),
    }),
    tabId,
  );
}

const SIGNS: Record<string, string> = { replied: '✓', expired: '–', none: '' };
const titleOf = (state: string) =>
  `${messages.app_name.message}：${(messages as Record<string, { message: string }>)[`badge_${state}`]?.message}`;
const eventually = <T>(look: () => T) => expect.poll(look, { timeout: 15_000 });

async function shot(page: HisPage, name: string): Promise<void> {
  await page.page.screenshot({ path: join(SHOTS, `${name}.png`) });
}

describe.each(HIS_KINDS)('%s: what referrals say', (his) => {
  /** One round of every scenario, and of the rest of the queue whatever says something new. */
  const round = () => {
    const seen = new Set<string>();
    return queueOf(his).filter(({ scenario, expected: { state, count }, queueNo }) => {
      const news = !seen.has(`${state}/${count}`) || !seen.has(scenario);
      seen.add(`${state}/${count}`).add(scenario);
      return queueNo < 100 && (queueNo <= 17 || news);
    });
  };

  it('waits for the user, then shows each state and count, in the page, the toolbar and the panel', async () => {
    const page = pages[his];
    const [first, ...others] = round() as [SimPatient, ...SimPatient[]];
    await page.page.bringToFront();
    await page.page.goto(addressOf(first));
    const held = await page.showsState(first, 'cannotTell');
    expect(held.text).toContain(messages.badge_hintClick.message);
    await page.page.keyboard.press('Shift');
    await page.showsItsOwn(first);
    const tab = await watcher.tabOf(page.page);
    const panel = await openProbedPanel(stage, watcher.page, tab, () => {});
    for (const patient of [first, ...others]) {
      used.add(patient.index);
      if (patient !== first) await page.page.goto(addressOf(patient));
      const badge = await page.showsItsOwn(patient);
      expect(badge).toMatchObject({ state: patient.expected.state, count: patient.expected.count });
      const { state, count } = patient.expected;
      await eventually(() => toolbar(page.page)).toEqual({
        text: SIGNS[state] ?? String(count),
        title: titleOf(state),
      });
      await panelSays(panel, patient);
      if (patient.queueNo <= 17) await shot(page, `${his}-${patient.scenario}`);
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
    expect(text).toContain((messages as Record<string, { message: string }>)[`state_${state}`]?.message);
    if (dueOn) expect(text).toContain(rocDay(dueOn));
    else expect(text).not.toContain('依規定推算');
    const shown = (await article.textContent()) ?? '';
    expect(shown.includes(canary)).toBe(own.length > 0 || shown.includes(canary));
    const fonts = await tofuIn(panel, 'view-screen');
    expect(fonts.boxes).toEqual([]);
    expect(fonts.looked).toBeGreaterThan(5);
  }

  it('says that nobody is chosen, that an ID is masked, and that a finished visit waits for a click', async () => {
    const page = pages[his];
    const patient = fresh(his);
    const start = stage.simulator.addresses.his[his];
    await page.goto(start);
    const nobody = await page.shows(null, ({ text }) => text === messages.badge_noPatient.message);
    expect(nobody).toMatchObject({ state: 'covered', count: 0 });
    expect((await toolbar(page.page)).text).toBe('');
    await shot(page, `${his}-nobody`);

    await WAYS[his].masked(page.page, patient, start);
    const masked = await page.showsState(null, 'cannotTell');
    expect(masked.text).toContain(messages.badge_hintMasked.message);
    await eventually(async () => (await toolbar(page.page)).text).toBe('?');
    await shot(page, `${his}-masked`);

    await page.goto(addressOf(patient));
    await page.showsItsOwn(patient);
    const other = fresh(his);
    await page.goto(addressOf(other));
    await page.showsItsOwn(other);
    const finished = queueOf(his).find(({ queueNo }) => queueNo === 100) as SimPatient;
    await page.goto(addressOf(finished));
    const held = await page.showsState(finished, 'cannotTell');
    expect(held.text).toContain(messages.badge_hintClick.message);
    expect(await asked(finished)).toBe(0);
    await shot(page, `${his}-finished`);
    await pressBadge(page);
    await page.showsItsOwn(finished);
    expect(await asked(finished)).toBeGreaterThan(0);
  });

  const asked = async ({ index }: SimPatient) =>
    (await stage.simulator.control.log()).filter((one) => one.on === 'web' && one.patient === index).length;
});

/** As a user does: in its middle, in whichever frame it is. */
async function pressBadge({ page }: HisPage): Promise<void> {
  for (const frame of page.frames()) {
    const host = await frame.$('nhi-referral-badge');
    if (host) return host.click();
  }
  throw new Error('no badge to press');
}

const WAYS: Record<HisKind, { masked(page: Page, patient: SimPatient, start: string): Promise<void> }> = {
  frameset: {
    async masked(page, _patient, start) {
      await page.goto(start);
      await page.frame('menu')?.click('a[href="list.asp"]');
      // A list of masked IDs is no patient here; the field where calls appear is: someone covers it by hand.
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
    async masked(page, patient) {
      await page.goto(addressOf(patient));
      await page.frame('ifrChart')?.click(`${P}btnMask`);
    },
  },
  spa: {
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
    const [without, withMark] = [fresh(his, elsewhere), fresh(his, elsewhere)];
    expect((await (await opened(without)).showsItsOwn(without)).elsewhere).toBe(false);
    configure({ autoQuery: 'both' });
    const page = await opened(withMark);
    await page.shows(withMark, (badge) => badge.state === withMark.expected.state && badge.elsewhere);
    await shot(page, `${his}-elsewhere`);
    const plain = fresh(his, (one) => !elsewhere(one));
    expect((await (await opened(plain)).showsItsOwn(plain)).elsewhere).toBe(false);
  });

  it('is no reason to wait, nor to say nothing, when query 2 fails', async () => {
    configure({ autoQuery: 'both' });
    await stage.simulator.control.fault({ on: 'web', call: 'query-other-6.0', fault: { kind: 'silent' } });
    const patient = fresh('spa', elsewhere);
    const badge = await (await opened(patient)).showsItsOwn(patient);
    expect(badge.elsewhere).toBe(false);
  });
});

describe.each(HIS_KINDS)('%s: what stands in the way', (his) => {
  it('says that it is looking up', async () => {
    await stage.simulator.control.fault({ on: 'web', fault: { kind: 'slow', ms: 1_500 } });
    const patient = fresh(his);
    const page = await opened(patient);
    await page.showsState(patient, 'lookingUp');
    expect((await toolbar(page.page)).text).toBe('…');
    await shot(page, `${his}-lookingUp`);
    await page.showsItsOwn(patient);
  });

  it("asks for the doctor's card, then for the patient's, and for that one's", async () => {
    const { control } = stage.simulator;
    configure({}, signedBy('hpcHc'));
    const patient = fresh(his);
    const page = await opened(patient);
    await page.showsState(patient, 'insertDoctorCard');
    await eventually(() => toolbar(page.page)).toEqual({ text: '!', title: titleOf('insertDoctorCard') });
    await shot(page, `${his}-insertDoctorCard`);

    await control.putCard('hpc', { doctor: 0 });
    await unlockDoctorCard();
    await page.goto(addressOf(patient));
    await page.showsState(patient, 'insertPatientCard');
    await shot(page, `${his}-insertPatientCard`);

    await control.putCard('hc', { patient: fresh(his).index });
    await page.goto(addressOf(patient));
    await page.showsState(patient, 'insertPatientCard');
    await control.putCard('hc', { patient: patient.index });
    await page.goto(addressOf(patient));
    await page.showsItsOwn(patient);
  });

  it('says so where no helper is installed, and asks again when there is one', async () => {
    const manifest = join(stage.profile, 'NativeMessagingHosts', 'tw.nhi.referral_companion.json');
    renameSync(manifest, `${manifest}.away`);
    killHost(stage);
    const patient = fresh(his);
    const page = await opened(patient);
    await page.showsState(patient, 'noHelper');
    await eventually(() => toolbar(page.page)).toEqual({ text: '!', title: titleOf('noHelper') });
    await shot(page, `${his}-noHelper`);
    renameSync(`${manifest}.away`, manifest);
    await watcher.page.evaluate(() =>
      chrome.runtime.sendMessage({ type: 'host.status', body: { reconnect: true } }),
    );
    await page.goto(addressOf(patient));
    await page.showsItsOwn(patient);
  });
});

/** The HIS's own work: the doctor types the PIN on the reader's key pad. */
async function unlockDoctorCard(): Promise<void> {
  const { url, certificateFile } = stage.simulator.addresses.console;
  const ca = readFileSync(certificateFile, 'utf8');
  const pin = (await stage.simulator.control.doctors())[0]?.pin;
  const calls: [string, unknown][] = [
    ['/api/common/v1/Initial', {}],
    ['/api/sam/v1/Verification', {}],
    ['/api/hpc/v1/Verification/Hpc', { pin }],
  ];
  for (const [path, body] of calls) await callJson(url + path, { ca, method: 'POST', body });
}

describe('cannot tell, and never "none"', () => {
  const QUICK = { endpoint: { timeoutMs: { value: 1_000, from: 'assumed' } } };
  const web = (fault: Fault): FaultOrder => ({ on: 'web', call: 'query-own-6.0', fault });
  const ORDERS: Record<string, FaultOrder> = {
    'HTTP 500': web({ kind: 'http', status: 500 }),
    'HTTP 404': web({ kind: 'http', status: 404 }),
    'a listed refusal': web({ kind: 'code', code: '8201' }),
    'an unlisted refusal': web({ kind: 'code', code: '4711' }),
    'a signature that is always too old': web({ kind: 'code', code: '8203' }),
    garbage: web({ kind: 'garbage' }),
    'half an answer': web({ kind: 'truncated' }),
    'a line cut in the middle': web({ kind: 'cut' }),
    silence: web({ kind: 'silent' }),
    'a list shorter than it says': web({ kind: 'incomplete' }),
    "another patient's answer": web({ kind: 'wrongPatient' }),
    'a console that fails': { on: 'console', fault: { kind: 'http', status: 500 } },
    'a console that talks nonsense': { on: 'console', fault: { kind: 'garbage' } },
  };
  const none = ({ expected }: SimPatient) => expected.state === 'none';

  /** One patient who has something, and one who has nothing: neither may read "none". */
  async function cannotTell(his: HisKind, fits: (patient: SimPatient) => boolean): Promise<void> {
    const patient = fresh(his, fits);
    const page = await opened(patient);
    const badge = await page.showsState(patient, 'cannotTell');
    expect(badge.text).toContain(messages.badge_cannotTell.message);
    await eventually(async () => (await toolbar(page.page)).text).toBe('?');
    const spoke = page.samples.filter((one) => one.id === patient.id && speaks(one.badge));
    expect(spoke).toEqual([]);
  }

  it.each(Object.entries(ORDERS))('%s', async (name, order) => {
    configure({}, QUICK);
    await stage.simulator.control.fault(order);
    const at = Object.keys(ORDERS).indexOf(name);
    await cannotTell(HIS_KINDS[at % 3] ?? 'spa', owed);
    await cannotTell(HIS_KINDS[(at + 1) % 3] ?? 'spa', none);
  });

  it('a server under a certificate that nobody trusts', async () => {
    const { web: addresses } = stage.simulator.addresses;
    configure({}, QUICK, { ...addresses, url: addresses.wrongCaUrl });
    await cannotTell('frameset', owed);
    await cannotTell('postback', none);
  });

  it('no security module, a reader in use, a console with another certificate', async () => {
    const { control } = stage.simulator;
    await control.putCard('sam', null);
    await cannotTell('postback', owed);
    await control.reset();
    await control.console({ inUse: true });
    await cannotTell('spa', none);
    await control.reset();
    await control.console({ certificate: 'changed' });
    await cannotTell('frameset', none);
  });

  it('comes round when the NHI does', async () => {
    await stage.simulator.control.fault(web({ kind: 'http', status: 503 }));
    const patient = fresh('spa');
    const page = await opened(patient);
    await page.showsState(patient, 'cannotTell');
    await shot(page, 'spa-cannotTell');
    await stage.simulator.control.clearFaults();
    await pressBadge(page);
    await page.showsItsOwn(patient);
  });
});

describe('midnight in Taiwan', () => {
  it.each(HIS_KINDS)('%s: what was due today is overdue, without a hand on the page', async (his) => {
    const today = taiwanToday(Date.now());
    const patient = queueOf(his).find(
      ({ expected, queueNo }) => expected.state === 'due' && expected.dueOn === today && queueNo < 100,
    ) as SimPatient;
    const page = await opened(patient);
    await page.showsItsOwn(patient);
    const offset = join(stage.configDirectory, 'clock-offset-ms');
    writeFileSync(offset, String(msToTaiwanMidnight(Date.now()) + 1_000));
    try {
      // The browser's own alarm, only sooner.
      await watcher.page.evaluate(() => chrome.alarms.create('taiwan-midnight', { when: Date.now() + 10 }));
      await page.showsState(patient, 'overdue');
      await eventually(() => toolbar(page.page)).toMatchObject({ title: titleOf('overdue') });
      const next = await watcher.page.evaluate(() => chrome.alarms.get('taiwan-midnight'));
      expect(taiwanToday(next?.scheduledTime ?? 0) > today).toBe(true);
      await shot(page, `${his}-midnight`);
    } finally {
      rmSync(offset);
    }
  });
});

describe('after all of it', () => {
  it('nothing of the NHI stands outside the panel', async () => {
    expect(await leaksOf(stage)).toEqual([]);
  });
});

/** `114/11/27`, as the panel writes a day. */
function rocDay(day: string): string {
  const [year = '', month, date] = day.split('-');
  return `${Number(year) - 1911}/${month}/${date}`;
}
