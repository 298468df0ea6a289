import type { Page } from 'playwright-core';
import { ScreenWatcher } from '../../scripts/stage/screens.ts';
import type { Stage } from '../../scripts/stage/stage.ts';
import type { SimPatient } from '../simulator/patients/patient.ts';
import { PageJudge, PanelJudge } from './judge.ts';
import { openProbedPanel, watchPage } from './probes.ts';

/** A HIS page and the panel beside it, both in sight, each with its probe and its judge. */
export interface Beside {
  page: Page;
  panel: Page;
  pageJudge: PageJudge;
  panelJudge: PanelJudge;
  close(): Promise<void>;
}

/** Needs a stage of `openProbedStage`. `patients`: by ID. */
export async function openBeside(
  stage: Stage,
  url: string,
  patients: ReadonlyMap<string, SimPatient>,
): Promise<Beside> {
  const watcher = await ScreenWatcher.open(stage);
  const page = await stage.context.newPage();
  const pageJudge = new PageJudge(patients);
  await watchPage(page, (sample) => pageJudge.take(sample));
  await page.goto(url);
  await page.keyboard.press('Shift'); // A user is there: lookups may be automatic.
  const panelJudge = new PanelJudge(patients, pageJudge);
  const tab = await watcher.tabOf(page);
  const panel = await openProbedPanel(
    stage,
    watcher.page,
    tab,
    (sample) => panelJudge.take(sample),
    (left) => pageJudge.left(left),
  );
  const close = async () => {
    for (const one of [panel, page, watcher.page]) await one.close();
  };
  return { page, panel, pageJudge, panelJudge, close };
}
