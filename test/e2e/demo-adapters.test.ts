import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import * as v from 'valibot';
import { build } from 'vite';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ensureChromium } from '../../scripts/ensure-browser.ts';
import { type Adapter, AdapterSchema } from '../../shared/adapter/adapter.ts';
import { type DemoHis, startHis } from '../simulator/his/index.ts';
import { ownVisit } from '../simulator/his/visit.ts';
import { makePatients } from '../simulator/patients/patients.ts';
import type { Reading } from './demo-adapters/reader.ts';

/** The shipped adapters on the live demo pages, read in a real browser by the content script's own reader. */
const patients = makePatients('2026-03-10');
const queue = (kind: string) => patients.filter((one) => one.his === kind);
const KINDS = ['frameset', 'postback', 'spa'] as const;
const folder = join(import.meta.dirname, '../../extension/content/adapters');
const adapters: Adapter[] = KINDS.map((kind) =>
  v.parse(AdapterSchema, JSON.parse(readFileSync(join(folder, `demo-${kind}.json`), 'utf8'))),
);
const P = '#ctl00_ContentPlaceHolder1_';
/** Two busy cores may need longer than a second. */
const eventually = <T>(look: () => T) => expect.poll(look, { timeout: 20_000 });
let his: DemoHis;
let browser: Browser;
let script: string;
let page: Page;

beforeAll(async () => {
  his = await startHis(patients);
  script = await bundle(join(import.meta.dirname, 'demo-adapters/reader.ts'));
  browser = await chromium.launch({
    executablePath: ensureChromium().path,
    args: ['--no-sandbox', '--disable-gpu'],
  });
});
afterAll(async () => {
  await browser.close();
  await his.close();
});
beforeEach(async () => {
  page = await browser.newPage();
  await page.addInitScript(script);
});
afterEach(() => page.close());

async function bundle(entry: string): Promise<string> {
  const lib = { entry, formats: ['iife' as const], name: 'reader' };
  const made = await build({ configFile: false, logLevel: 'error', build: { write: false, lib } });
  const [output] = Array.isArray(made) ? made : [];
  const chunk = output?.output[0];
  if (chunk?.type !== 'chunk') throw new Error('no bundle');
  return chunk.code;
}

/** What all three adapters read in all frames: `adapter id -> reading`, of those that are for a frame. */
async function readings(): Promise<[string, NonNullable<Reading>][]> {
  const all = page.frames().flatMap((frame) =>
    adapters.map(async (adapter): Promise<[string, Reading]> => {
      const reading = await frame
        .evaluate((one) => (window as unknown as { readHere(a: Adapter): Reading }).readHere(one), adapter)
        // A frame that is just being replaced cannot be read; the poll comes again.
        .catch(() => null);
      return [adapter.id, reading];
    }),
  );
  return (await Promise.all(all)).filter((one): one is [string, NonNullable<Reading>] => one[1] !== null);
}

const only = async (kind: string) => {
  const found = await readings();
  return found.length === 1 && found[0]?.[0] === `demo-${kind}` ? found[0][1] : null;
};
const status = (kind: string) => eventually(async () => (await only(kind))?.verdict.status);

function expectPatient(kind: string, no: number) {
  const { id, birthDate, name, sex, chartNo } = queue(kind)[no - 1] ?? {};
  const patient = { id, birthDate, name: name?.replace(/\s+/g, ' '), sex, chartNo };
  return eventually(async () => (await only(kind))?.verdict).toMatchObject({ status: 'patient', patient });
}

const at = (kind: (typeof KINDS)[number], no: number) =>
  kind === 'spa' ? `${his.spa}visit/${no}` : `${his[kind]}?no=${no}`;

describe.each(KINDS)('%s', (kind) => {
  it('is read by its own adapter alone, in one frame alone', async () => {
    await page.goto(at(kind, 4));
    await expectPatient(kind, 4);
    const { department, doctor, visitType } = queue(kind)[3] ?? {};
    expect((await only(kind))?.rest).toMatchObject({ department, doctor, visitType });
  });

  it('reads names of rare characters whole', async () => {
    const rare = queue(kind).filter(({ name }) => /[^\u4e00-\u9fa5]/u.test(name) || name.includes('堃'));
    expect(rare.length).toBeGreaterThan(2);
    for (const { queueNo } of rare.slice(0, 5)) {
      await page.goto(at(kind, queueNo));
      await expectPatient(kind, queueNo);
    }
  });

  it('knows an active visit from a booked one, and says when nobody is chosen', async () => {
    await page.goto(at(kind, 1));
    await expectPatient(kind, 1);
    expect((await only(kind))?.active).toBe(true);
    const last = queue(kind).length;
    await page.goto(at(kind, last));
    await expectPatient(kind, last);
    expect((await only(kind))?.active).toBe(false);
    await page.goto(his[kind]);
    await status(kind).toBe('noPatient');
  });

  it('reads the visit, lists line by line', async () => {
    await page.goto(at(kind, 2));
    await eventually(async () => (await only(kind))?.visit.diagnoses).toBeTruthy();
    const { visit } = (await only(kind)) ?? {};
    const { chiefComplaint, history, allergy, diagnoses, medications, examinations } = ownVisit(1);
    expect(visit).toMatchObject({ chiefComplaint, history, allergy });
    expect(visit?.diagnoses).toBe(diagnoses.map((one) => `${one.code}\t${one.name}`).join('\n'));
    expect(visit?.medications).toBe(medications.join('\n'));
    const results = visit?.examinations?.split('\n').map((line) => line.split('\t').slice(1));
    expect(results).toEqual(examinations.map((one) => [one.name, one.result]));
  });

  it('still finds its patient above a thousand rows', async () => {
    await page.goto(`${his[kind]}?rows=1000`);
    await expectPatient(kind, 1);
  });
});

describe('pages of another kind', () => {
  it('frameset: list and order page', async () => {
    await page.goto(his.frameset);
    await page.frame('menu')?.click('a[href="list.asp"]');
    await page.frame('main')?.waitForSelector('th');
    await status('frameset').toBe('noPatient');
    await page.frame('menu')?.click('a[href="order.asp"]');
    await page.frame('main')?.waitForSelector('input[name=IDNO]');
    await status('frameset').toBe('noPatient');
    await page.frame('main')?.click('input[type=button]');
    await expectPatient('frameset', 1);
    expect((await only('frameset'))?.active).toBe(true);
    const { visit } = (await only('frameset')) ?? {};
    expect(visit?.chiefComplaint).toBe(ownVisit(0).chiefComplaint);
  });

  it('postback: by value, masked, finished, cleared', async () => {
    await page.goto(at('postback', 1));
    await expectPatient('postback', 1);
    const chart = page.frame('ifrChart');
    await chart?.click(`${P}btnNextValue`);
    await expectPatient('postback', 2);
    await chart?.click(`${P}btnFinish`);
    await eventually(async () => (await only('postback'))?.active).toBe(false);
    await chart?.click(`${P}btnMask`);
    await status('postback').toBe('masked');
    await chart?.click(`${P}btnClear`);
    await status('postback').toBe('noPatient');
  });

  it('single-page app: kept panels, list, masked, quick call', async () => {
    await page.goto(his.spa);
    for (const no of [1, 2, 3]) {
      await page.click('.nav__next');
      await expectPatient('spa', no);
    }
    await page.click('.nav__list');
    await status('spa').toBe('noPatient');
    await page.click('.masked-list tbody tr:nth-child(5) button');
    await status('spa').toBe('masked');
    await page.click('.pt-banner__reveal');
    await expectPatient('spa', 5);
    await page.click('.nav__finish');
    expect((await only('spa'))?.active).toBe(false);
    await page.click('.nav__quick');
    await status('spa').toBe('noPatient');
    await page.click('.quick__next');
    await expectPatient('spa', 1);
  });

  it('single-page app: waits while the header has a name and no ID yet', async () => {
    await page.goto(`${his.spa}visit/1?late=0,5000,0`);
    await page.waitForSelector('.pt-banner__name:not(:empty)');
    expect((await only('spa'))?.verdict).toEqual({ status: 'waiting' });
  });
});
