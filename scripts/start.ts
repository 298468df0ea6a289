import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { buildDevExtension, DEV_EXTENSION } from './build.ts';
import { buildExtension } from './build-extension.ts';
import { differences } from './demo/compare.ts';
import { type DemoOptions, demoOptions, HELP } from './demo/options.ts';
import { panelShot } from './demo/panel-shot.ts';
import { demoPlays, type Guest, guestPlay, type Play } from './demo/plays.ts';
import { report, type Walked } from './demo/report.ts';
import { ensureDemo } from './ensure-browser.ts';
import { ScreenWatcher } from './stage/screens.ts';
import { openStage, type Stage } from './stage/stage.ts';
import { Walk } from './stage/walk.ts';

/** `npm start`: sets everything up and shows the main job. */
async function main(args: string[]): Promise<number> {
  const options = demoOptions(args);
  if (options === 'help') {
    console.log(HELP);
    return 0;
  }
  ensureDemo();
  const guest = options.his ? await guestPlay(options) : null;
  const extension = await (guest ? buildFor(guest) : buildForDemo());
  const stage = await openStage({ extension, headless: options.headless });
  try {
    const plays = guest ? [guest.play] : demoPlays(stage.simulator.addresses.his);
    return options.headless ? await walkAll(stage, plays, options) : await show(stage, plays);
  } finally {
    await stage.close();
    guest?.close();
  }
}

async function buildForDemo(): Promise<string> {
  await buildDevExtension();
  return DEV_EXTENSION;
}

/** In a folder of its own, since tests load the demo's. */
async function buildFor({ site, adapter }: Guest): Promise<string> {
  const outDir = resolve(import.meta.dirname, '../out/guest-extension');
  await buildExtension({ browser: 'chromium', sites: [site], adapters: [adapter], outDir, dev: true });
  return outDir;
}

/** With a display: every HIS in a tab of its own, until the user closes the browser. */
async function show(stage: Stage, plays: readonly Play[]): Promise<number> {
  for (const play of plays) {
    const page = await stage.context.newPage();
    await page.goto(play.url);
    console.log(`${play.name}: ${play.url}`);
  }
  console.log('Choose a patient in the HIS: the badge appears in its page. Close the browser to end.');
  await stage.context.waitForEvent('close', { timeout: 0 });
  return 0;
}

async function walkAll(stage: Stage, plays: readonly Play[], options: DemoOptions): Promise<number> {
  const out = resolve(options.out);
  rmSync(out, { recursive: true, force: true });
  mkdirSync(out, { recursive: true });
  const known = await stage.simulator.control.patients();
  const walks: Walked[] = [];
  for (const play of plays) {
    const watcher = await ScreenWatcher.open(stage);
    const page = await stage.context.newPage();
    await page.goto(play.url);
    const walk = new Walk(page, watcher, out, play.name);
    await walk.go(play.steps);
    const faults = differences(play, walk.seen, known);
    if (play.queue) faults.push(...(await panelShot(stage, watcher, page, { name: play.name, walk }, out)));
    walks.push({ name: play.name, walk, faults });
    await page.close();
  }
  const patients = walks.flatMap(({ walk }) => walk.seen);
  writeFileSync(join(out, 'result.json'), `${JSON.stringify({ patients }, null, 2)}\n`);
  return report(walks, new Set(known.map(({ id }) => id)), out);
}

main(process.argv.slice(2)).then(
  (code) => process.exit(code),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  },
);
