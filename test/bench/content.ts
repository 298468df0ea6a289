import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Frame, Page } from 'playwright-core';
import { serveFolder } from '../../scripts/stage/serve-folder.ts';
import type { Stage } from '../../scripts/stage/stage.ts';
import { CONTENT_LIMIT, gzippedBytes } from '../content-size.ts';
import { type Figure, quantile } from './figures.ts';
import { ownTime, ownTimes } from './trace.ts';
import { ExtensionWorld } from './world.ts';

const LOADS = 3;
/** Loads in the same tab. */
const AGAIN = 3;
const QUIET_SECONDS = 5;
const BURSTS = 40;

/** What the content script weighs, on disk and on the page's thread. */
export async function contentFigures(stage: Stage, extension: string): Promise<Figure[]> {
  const size = gzippedBytes(readFileSync(join(extension, 'content.js'))) / 1000;
  return [
    { name: 'content script, gzipped', value: size, unit: 'KB', atMost: CONTENT_LIMIT / 1000 },
    ...(await atLoad(stage)),
    // Seven looks: 0.15 % of one core, for as long as the page is in view.
    {
      name: 'own CPU a second while nothing changes',
      value: await whileQuiet(stage),
      unit: 'ms',
      atMost: 1.5,
    },
    { name: 'own CPU a burst of changes, mean', value: await perBurst(stage), unit: 'ms', atMost: 1 },
    {
      name: 'worlds of ours on a site not permitted',
      value: await elsewhere(stage),
      unit: 'count',
      atMost: 0,
    },
  ];
}

const HIS = ['frameset', 'postback', 'spa'] as const;

/**
 * What it costs until the badge has spoken and been placed in a loaded page. First in a process that has just
 * started, as once a day: there our code is compiled, and the browser builds what a script may touch. Then in the
 * tab that is used from patient to patient. Medians.
 */
async function atLoad(stage: Stage): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const his of HIS) {
    const url = `${stage.simulator.addresses.his[his]}?rows=1000`;
    const [first, next]: [number[][], number[][]] = [[], []];
    for (let i = 0; i < LOADS; i++) {
      const page = await stage.context.newPage();
      const load = async () => [...(await ownTimes(page, () => spoken(page, url))).values()];
      first.push(await load());
      for (let again = 0; again < AGAIN; again++) next.push(await load());
      await page.close();
    }
    const median = (loads: number[][], of: (frames: number[]) => number) => quantile(loads.map(of), 0.5);
    const [most, sum] = [
      (all: number[]) => Math.max(...all),
      (all: number[]) => all.reduce((a, b) => a + b, 0),
    ];
    const tell = (what: string, value: number, atMost: number | null = null) =>
      figures.push({ name: `own CPU at load of 1,000 rows, ${his}: ${what}`, value, unit: 'ms', atMost });
    tell('the page with the patient', median(next, most), 5);
    tell('with all its frames', median(next, sum));
    tell('the page, first in its process', median(first, most));
    tell('with all its frames, first in its process', median(first, sum));
  }
  return figures;
}

async function spoken(page: Page, url: string): Promise<void> {
  await page.goto(url, { waitUntil: 'load' });
  while (!(await Promise.all(page.frames().map(placed))).includes(true)) await page.waitForTimeout(50);
}

/** Does the badge stand in this frame, and has the browser been idle since? After the load it is placed anew. */
function placed(frame: Frame): Promise<boolean> {
  const seen = async () => {
    if (!document.querySelector('nhi-referral-badge')?.getBoundingClientRect().width) return false;
    for (let i = 0; i < 2; i++) await new Promise((then) => requestIdleCallback(then));
    return true;
  };
  return frame.evaluate(seen).catch(() => false);
}

/** A page in which nothing changes is still looked at: a script may have set a value. */
async function whileQuiet(stage: Stage): Promise<number> {
  const page = await stage.context.newPage();
  await spoken(page, `${stage.simulator.addresses.his.spa}?rows=1000`);
  await page.waitForTimeout(1_000);
  const time = await ownTime(page, () => page.waitForTimeout(QUIET_SECONDS * 1000));
  await page.close();
  return time / QUIET_SECONDS;
}

/** A burst: a hundred rows of a table change at once, as a results grid does that refreshes itself. */
async function perBurst(stage: Stage): Promise<number> {
  const page = await stage.context.newPage();
  await page.goto(`${stage.simulator.addresses.his.spa}?rows=1000`);
  await page.waitForTimeout(1_500);
  const quiet = await ownTime(page, () => page.waitForTimeout(BURSTS * 100));
  const busy = await ownTime(page, async () => {
    for (let i = 0; i < BURSTS; i++) {
      await page.evaluate(changeRows);
      await page.waitForTimeout(100);
    }
  });
  await page.close();
  return (busy - quiet) / BURSTS;
}

function changeRows(): void {
  const cells = [...document.querySelectorAll('td')].slice(0, 100);
  for (const cell of cells) cell.textContent = String(Math.random());
}

async function elsewhere(stage: Stage): Promise<number> {
  const folder = join(stage.configDirectory, 'console-pins'); // Any folder: its pages are not the demo's.
  const served = await serveFolder(folder);
  const page = await stage.context.newPage();
  const world = await ExtensionWorld.of(page);
  await page.goto(served.origin.replace('127.0.0.1', 'localhost')).catch(() => null);
  await page.waitForTimeout(500);
  const found = await world.evaluate<boolean>('true');
  await page.close();
  served.close();
  return found.length;
}
