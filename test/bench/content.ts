import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { serveFolder } from '../../scripts/stage/serve-folder.ts';
import type { Stage } from '../../scripts/stage/stage.ts';
import { type Figure, quantile } from './figures.ts';
import { ownTime } from './trace.ts';
import { ExtensionWorld } from './world.ts';

const LOADS = 9;
const BURSTS = 40;

/** What the content script weighs, on disk and on the page's thread. */
export async function contentFigures(stage: Stage, extension: string): Promise<Figure[]> {
  const size = gzipSync(readFileSync(join(extension, 'content.js'))).length / 1024;
  const [load, burst] = [await atLoad(stage), await perBurst(stage)];
  return [
    { name: 'content script, gzipped', value: size, unit: 'KB', atMost: 10 },
    { name: 'own CPU at load of 1,000 rows, median', value: load, unit: 'ms', atMost: 5 },
    { name: 'own CPU a burst of changes, mean', value: burst, unit: 'ms', atMost: 1 },
    {
      name: 'worlds of ours on a site not permitted',
      value: await elsewhere(stage),
      unit: 'count',
      atMost: 0,
    },
  ];
}

/** Median over the three demo HIS and several loads each; a load ends when the page has been quiet for a second. */
async function atLoad(stage: Stage): Promise<number> {
  const { frameset, postback, spa } = stage.simulator.addresses.his;
  const times: number[] = [];
  for (let i = 0; i < LOADS; i++) {
    const url = [frameset, postback, spa][i % 3];
    const page = await stage.context.newPage();
    times.push(
      await ownTime(page, async () => {
        await page.goto(`${url}?rows=1000`);
        await page.waitForTimeout(1_000);
      }),
    );
    await page.close();
  }
  return quantile(times, 0.5);
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
