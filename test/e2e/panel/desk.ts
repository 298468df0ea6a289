import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { DEMO_SITES } from '../../../scripts/build.ts';
import { buildExtension, demoAdapters } from '../../../scripts/build-extension.ts';
import { ScreenWatcher } from '../../../scripts/stage/screens.ts';
import { openStage, type Stage, type StageOptions } from '../../../scripts/stage/stage.ts';
import type { HisKind, SimPatient } from '../../simulator/patients/patient.ts';

/** A doctor's desk: the HIS in one tab, the panel that stands beside it in another. */
export interface Desk {
  stage: Stage;
  his: Page;
  panel: Page;
  /** The patients of that HIS's queue, the first one first. */
  queue: SimPatient[];
  /** Chooses the patient at that place of the queue, as a doctor does. */
  choose(no: number): Promise<void>;
  close(): Promise<void>;
}

/** Two busy cores may need longer than the default second. */
export const eventually = <T>(look: () => T) => expect.poll(look, { timeout: 20_000, interval: 50 });

const CHOOSE: Record<'spa' | 'frameset', (his: Page, no: number) => Promise<void>> = {
  spa: (his, no) => his.click(`.vlist__row[data-no="${no}"]`),
  frameset: async (his, no) => {
    await his.frame('queue')?.click(`a[href="chart.asp?no=${no}"]`);
  },
};

export async function openDesk(
  kind: Extract<HisKind, keyof typeof CHOOSE>,
  options: Omit<StageOptions, 'extension'> = {},
): Promise<Desk> {
  const extension = mkdtempSync(join(tmpdir(), 'referral-panel-'));
  const build = { browser: 'chromium', sites: DEMO_SITES, adapters: demoAdapters(), dev: true } as const;
  await buildExtension({ ...build, outDir: extension });
  const stage = await openStage({ extension, ...options });
  const watcher = await ScreenWatcher.open(stage);
  const his = await stage.context.newPage();
  await his.goto(stage.simulator.addresses.his[kind]);
  const panel = await stage.openPanel(await watcher.tabOf(his));
  await his.bringToFront();
  const patients = await stage.simulator.control.patients();
  return {
    stage,
    his,
    panel,
    queue: patients.filter((one) => one.his === kind).sort((a, b) => a.queueNo - b.queueNo),
    choose: (no) => CHOOSE[kind](his, no),
    close: async () => {
      await stage.close();
      rmSync(extension, { recursive: true, force: true });
    },
  };
}

/** One patient of the queue; throws where the simulator has none. */
export function at(desk: Desk, no: number): SimPatient {
  const found = desk.queue[no - 1];
  if (!found) throw new Error(`no patient at place ${no}`);
  return found;
}

/** A view's text as it can be read now; nothing while it is not in front. */
export function viewText(desk: Desk, view: 'screen' | 'quick' | 'card'): Promise<string> {
  return desk.panel.locator(`#view-${view}`).innerText();
}

/** Waits until the patient's referrals stand under the patient's own header. */
export async function settled(desk: Desk, patient: SimPatient): Promise<void> {
  await eventually(() => viewText(desk, 'screen')).toMatch(headed(patient));
  await eventually(() => desk.panel.locator('#view-screen h3').count()).toBe(2);
}

export function headed(patient: SimPatient): RegExp {
  return new RegExp(`${patient.id}[^]*`);
}
