import { mkdirSync } from 'node:fs';
import { type Browser, chromium, type Frame, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ensureChromium } from '../../scripts/ensure-browser.ts';
import { type DemoHis, startHis } from '../simulator/his/index.ts';
import { makePatients } from '../simulator/patients/patients.ts';

/** The demo HIS by themselves in a real browser: every kind of switch that the product must follow. */
const patients = makePatients('2026-03-10');
const queue = (his: string) => patients.filter((one) => one.his === his);
const shots = 'out/his';
const CONTROL = '#ctl00_ContentPlaceHolder1_';
/** Two busy cores may need longer than a second. */
const eventually = <T>(look: () => T) => expect.poll(look, { timeout: 20_000 });
let his: DemoHis;
let browser: Browser;
let page: Page;
let complaints: string[];

beforeAll(async () => {
  mkdirSync(shots, { recursive: true });
  his = await startHis(patients);
  browser = await chromium.launch({
    executablePath: ensureChromium().path,
    args: ['--no-sandbox', '--disable-gpu'],
    // Playwright turns the back/forward cache off; users have it.
    ignoreDefaultArgs: ['--disable-back-forward-cache'],
  });
});
afterAll(async () => {
  await browser.close();
  await his.close();
});

beforeEach(async () => {
  page = await browser.newPage({ viewport: { width: 1180, height: 720 } });
  complaints = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
});
afterEach(async () => {
  expect(complaints).toEqual([]);
  await page.close();
});

const nth = (kind: string, no: number) => queue(kind)[no - 1] ?? patients[0];

async function frame(name: string): Promise<Frame> {
  await eventually(() => page.frame(name)?.url()).toMatch(/^http/);
  const found = page.frame(name);
  if (!found) throw new Error(`no frame ${name}`);
  return found;
}

/** Counts the mutation records of a document from now on. */
async function countMutations(where: Frame): Promise<() => Promise<number>> {
  await where.evaluate(() => {
    const all = { subtree: true, childList: true, attributes: true, characterData: true };
    const seen = { count: 0 };
    new MutationObserver((records) => {
      seen.count += records.length;
    }).observe(document, all);
    Object.assign(window, { seen });
  });
  return () => where.evaluate(() => (window as unknown as { seen: { count: number } }).seen.count);
}

/** Marks this very document; a page that is loaded anew has lost the mark, one out of the cache has it. */
const mark = () => page.evaluate(() => Object.assign(window, { marked: true }));
const marked = () => page.evaluate(() => 'marked' in window);

/** Playwright loses the child frames of a page that comes out of the cache; the page itself still has them. */
const bodyOf = (name: string) =>
  page.evaluate((child) => {
    const { document: inner } = (window as unknown as Record<string, Window>)[child] ?? window;
    const values = [...inner.querySelectorAll('input')].map((input) => input.value);
    return inner.body.textContent + values.join(' ');
  }, name);

/** The fonts that really draw an element's text. */
async function fontsOf(selector: string) {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('DOM.enable');
  await cdp.send('CSS.enable');
  const { root } = await cdp.send('DOM.getDocument');
  const { nodeId } = await cdp.send('DOM.querySelector', { nodeId: root.nodeId, selector });
  return (await cdp.send('CSS.getPlatformFontsForNode', { nodeId })).fonts;
}

describe('frameset', () => {
  const cellAfter = (label: string) => `//td[.='${label}']/following-sibling::td[1]`;
  const idInMain = async () => (await frame('main')).locator(cellAfter('身分證號')).textContent();

  it('shows rare names and no tofu', async () => {
    const rare = queue('frameset').find(({ name }) => name.includes('堃')) ?? patients[0];
    await page.goto(`${his.frameset}?no=${rare?.queueNo}`);
    const name = (await frame('main')).locator(cellAfter('姓　　名'));
    expect(await name.textContent()).toBe(rare?.name);
    expect(await (await frame('main')).evaluate(() => document.characterSet)).toBe('Big5');
    await page.screenshot({ path: `${shots}/frameset.png` });
    await page.goto(`${his.frameset}chart.asp?no=${rare?.queueNo}`);
    const fonts = await fontsOf('body > table:first-of-type tr:first-child > td:nth-child(4)');
    expect(fonts.every(({ familyName }) => familyName.includes('CJK'))).toBe(true);
    expect(fonts.reduce((sum, { glyphCount }) => sum + glyphCount, 0)).toBe([...(rare?.name ?? '')].length);
  });

  it('navigates for each patient, and back', async () => {
    await page.goto(his.frameset);
    await (await frame('queue')).click('a[href="chart.asp?no=5"]');
    await eventually(idInMain).toBe(nth('frameset', 5)?.id);
    await (await frame('main')).click('text=下一號 >> nth=0');
    await eventually(idInMain).toBe(nth('frameset', 6)?.id);
    await page.evaluate(() => history.back());
    await eventually(idInMain).toBe(nth('frameset', 5)?.id);
  });

  it('calls the next one by nothing but input.value', async () => {
    await page.goto(his.frameset);
    await (await frame('menu')).click('a[href="order.asp"]');
    const main = await frame('main');
    await main.waitForSelector('input[name=IDNO]');
    const mutations = await countMutations(main);
    for (const no of [1, 2, 3]) {
      await main.click('input[type=button]');
      await eventually(() => main.inputValue('input[name=IDNO]')).toBe(nth('frameset', no)?.id);
    }
    expect(await mutations()).toBe(0);
  });

  it('comes back out of the back/forward cache with its patient', async () => {
    await page.goto(`${his.frameset}?no=1`);
    await mark();
    await (await frame('main')).click('a[target=_top]');
    await page.waitForURL('**/his/?no=2');
    await eventually(idInMain).toBe(nth('frameset', 2)?.id);
    await page.goBack({ waitUntil: 'commit' });
    expect(await marked()).toBe(true);
    expect(await bodyOf('main')).toContain(nth('frameset', 1)?.id);
    expect(await bodyOf('main')).not.toContain(nth('frameset', 2)?.id);
  });
});

describe('postback', () => {
  const idIn = async () => (await frame('ifrChart')).inputValue(`${CONTROL}txtPatID`);
  const is = (no: number) => eventually(idIn).toBe(nth('postback', no)?.id);

  it('switches by value, by partial and by full postback', async () => {
    await page.goto(`${his.postback}?no=1`);
    await is(1);
    const chart = await frame('ifrChart');
    const mutations = await countMutations(chart);
    await chart.click(`${CONTROL}btnNextValue`);
    await is(2);
    expect(await mutations()).toBe(0);
    await chart.click(`${CONTROL}btnNextPartial`);
    await is(3);
    expect(await mutations()).toBeGreaterThan(0);
    await chart.click(`${CONTROL}btnNext`);
    await is(4);
    await eventually(() => chart.evaluate(() => 'seen' in window)).toBe(false);
    await eventually(() => page.inputValue(`${CONTROL}txtNow`)).toBe('4');
    await page.screenshot({ path: `${shots}/postback.png` });
  });

  it('selects in the grid, over its pages, and shows a relative beside the patient', async () => {
    await page.goto(his.postback);
    await expect
      .poll(async () => (await frame('ifrChart')).inputValue(`${CONTROL}txtMessage`))
      .toBe('尚未選擇病人');
    await page.click(`${CONTROL}gvQueue_Page_1`);
    await page.click(`${CONTROL}gvQueue_Select_25`);
    await is(25);
    const relative = await (await frame('ifrLab')).inputValue(`${CONTROL}txtRelID`);
    expect(queue('postback').some(({ id }) => id === relative)).toBe(true);
    expect(relative).not.toBe(nth('postback', 25)?.id);
  });

  it('masks on demand', async () => {
    await page.goto(`${his.postback}?no=1`);
    await (await frame('ifrChart')).click(`${CONTROL}btnMask`);
    await eventually(idIn).toContain('****');
  });

  it('comes back out of the back/forward cache with its patient', async () => {
    await page.goto(`${his.postback}?no=1`);
    await is(1);
    await mark();
    await page.click(`${CONTROL}gvQueue_Select_7`);
    await is(7);
    await page.goBack({ waitUntil: 'commit' });
    expect(await marked()).toBe(true);
    expect(await bodyOf('ifrChart')).toContain(nth('postback', 1)?.id);
    expect(await bodyOf('ifrChart')).not.toContain(nth('postback', 7)?.id);
  });
});

describe('single-page app', () => {
  const shown = '.pt-panel:not([style*="none"])';
  const idShown = () => page.locator(`${shown} .pt-banner__idno`).textContent();
  const is = (no: number) => eventually(idShown).toBe(nth('spa', no)?.id);

  it('routes on the client, keeps old panels hidden, and goes back and forward', async () => {
    await page.goto(his.spa);
    await mark();
    for (const no of [1, 2, 3]) {
      await page.click('.nav__next');
      await is(no);
    }
    await page.waitForSelector(`${shown} .block--lab`);
    await page.screenshot({ path: `${shots}/spa.png` });
    expect(await page.locator('.pt-panel').count()).toBe(3);
    await page.goBack();
    await is(2);
    await page.goForward();
    await is(3);
    expect(await marked()).toBe(true);
  });

  it('draws an empty header first, then the name, then the ID', async () => {
    await page.addInitScript(() => {
      const order: string[] = [];
      const parts = [
        '.pt-panel',
        '.pt-banner__name:not(:empty)',
        '.pt-banner__idno:not(:empty)',
        '.block--dx',
      ];
      const look = () =>
        order.push(...parts.filter((part) => !order.includes(part) && document.querySelector(part)));
      new MutationObserver(look).observe(document, { subtree: true, childList: true });
      Object.assign(window, { order });
    });
    await page.goto(`${his.spa}visit/4?late=50,100,150`);
    await page.waitForSelector('.block--dx');
    expect(await page.evaluate(() => (window as unknown as { order: string[] }).order)).toEqual([
      '.pt-panel',
      '.pt-banner__name:not(:empty)',
      '.pt-banner__idno:not(:empty)',
      '.block--dx',
    ]);
  });

  it('gives the same row elements other patients while scrolling', async () => {
    await page.goto(his.spa);
    const rows = page.locator('.vlist__row');
    expect(await rows.count()).toBeLessThan(queue('spa').length / 2);
    const element = await page.locator('.vlist__row[data-no="1"]').elementHandle();
    await page.locator('.vlist').evaluate((list) => list.scrollTo(0, 28 * 60));
    await page.click('.vlist__row[data-no="62"]');
    await is(62);
    expect(await element?.evaluate((row) => (row as HTMLElement).dataset.no)).not.toBe('1');
  });

  it('masks, and shows on demand', async () => {
    await page.goto(his.spa);
    await page.click('.nav__list');
    await page.click('.masked-list tbody tr:nth-child(3) button');
    await eventually(idShown).toContain('****');
    await page.click(`${shown} .pt-banner__reveal`);
    await is(3);
  });

  it('calls the next one by nothing but input.value', async () => {
    await page.goto(his.spa);
    await page.click('.nav__quick');
    const mutations = await countMutations(page.mainFrame());
    for (const no of [1, 2]) {
      await page.click('.quick__next');
      await eventually(() => page.inputValue('.quick__idno')).toBe(nth('spa', no)?.id);
    }
    expect(await mutations()).toBe(0);
  });

  it('comes back out of the back/forward cache with its patient', async () => {
    await page.goto(`${his.spa}visit/1`);
    await is(1);
    await mark();
    await page.click('.nav__full');
    await is(2);
    expect(await marked()).toBe(false);
    await page.goBack({ waitUntil: 'commit' });
    expect(await marked()).toBe(true);
    await is(1);
  });
});
