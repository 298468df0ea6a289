import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import messages from '../../extension/_locales/zh_TW/messages.json' with { type: 'json' };
import { buildDevExtension } from '../../scripts/build.ts';
import { writeHostConfig } from '../../scripts/stage/host-config.ts';
import { ScreenWatcher } from '../../scripts/stage/screens.ts';
import { type Stage, sourceHost } from '../../scripts/stage/stage.ts';
import { errorText } from '../../shared/protocol/errors/texts.ts';
import { HIS_KINDS, type HisKind, type SimPatient } from '../simulator/patients/patient.ts';
import { openProbedStage } from '../torture/probes.ts';
import { PLAYERS } from '../torture/wrong-patient.ts';
import { HisPage } from './his-page.ts';

const SHOTS = 'out/e2e/badge';
const LIMITS = { limits: { automaticPerMinute: 10_000, typedPerHour: 10_000 } };
const said: Record<string, { message: string } | undefined> = messages;

/** What the extension says in the doctors' language. */
export const say = (key: string) => said[key]?.message ?? '';
/** What the icon says of a state, and below it why and what to do. */
export const titleOf = (state: string, reason?: string) =>
  [`${say('app_name')}：${say(`badge_${state}`)}`, ...(reason ? whyOf(reason) : [])].join('\n');
const whyOf = (reason: string) => {
  const { what, next } = errorText(reason).zh;
  return [what, next, say('error_code').replace('$1', reason)];
};
export const eventually = <T>(look: () => T) => expect.poll(look, { timeout: 15_000 });
/** Something is owed for this patient. */
export const owed = ({ expected: { state } }: SimPatient) => state === 'overdue' || state === 'due';

/** A stage with a page of each demo HIS, and what tests of the badge do there. */
export class Clinic {
  readonly stage: Stage;
  readonly watcher: ScreenWatcher;
  readonly patients: readonly SimPatient[];
  readonly pages = {} as Record<HisKind, HisPage>;
  readonly #used = new Set<number>();

  private constructor(stage: Stage, watcher: ScreenWatcher, patients: readonly SimPatient[]) {
    this.stage = stage;
    this.watcher = watcher;
    this.patients = patients;
  }

  static async open(): Promise<Clinic> {
    mkdirSync(SHOTS, { recursive: true });
    await buildDevExtension();
    const stage = await openProbedStage({ settings: LIMITS, hostCommand: hostWithClock });
    const watcher = await ScreenWatcher.open(stage);
    const clinic = new Clinic(stage, watcher, await stage.simulator.control.patients());
    for (const his of HIS_KINDS) clinic.pages[his] = await HisPage.open(stage);
    return clinic;
  }

  /** As at the start: cards, faults and configuration. */
  async reset(): Promise<void> {
    await this.stage.simulator.control.reset();
    this.configure({});
  }

  /** The host follows its configuration: no restart is needed. `overlay` corrects query 1. */
  configure(settings: object, overlay?: object, web = this.stage.simulator.addresses.web): void {
    const { configDirectory, simulator } = this.stage;
    writeHostConfig(configDirectory, { ...simulator.addresses, web }, { ...LIMITS, ...settings });
    const folder = join(configDirectory, 'contract.d');
    rmSync(folder, { recursive: true, force: true });
    if (!overlay) return;
    mkdirSync(folder);
    const file = { contractVersion: 1, operation: 'query-own-6.0', ...overlay };
    writeFileSync(join(folder, 'own.json'), JSON.stringify(file));
  }

  queueOf(his: HisKind): SimPatient[] {
    return this.patients.filter((one) => one.his === his);
  }

  addressOf(patient: SimPatient): string {
    const player = PLAYERS.find(({ his }) => his === patient.his);
    const start = this.stage.simulator.addresses.his[patient.his];
    return player?.at(start, patient.queueNo) ?? start;
  }

  /** A patient whom no test before has opened: nothing about him lies in the host's memory. */
  fresh(his: HisKind, fits: (patient: SimPatient) => boolean = owed): SimPatient {
    const left = this.queueOf(his).filter(({ index, queueNo }) => queueNo < 100 && !this.#used.has(index));
    const found = left.find((one) => one.queueNo > 17 && fits(one));
    if (!found) throw new Error(`No such patient is left in ${his}`);
    this.use(found);
    return found;
  }

  use({ index }: SimPatient): void {
    this.#used.add(index);
  }

  async opened(patient: SimPatient): Promise<HisPage> {
    const page = this.pages[patient.his];
    await page.goto(this.addressOf(patient));
    return page;
  }

  /** What the toolbar icon of the page's tab says: the copy that no page can fake. */
  async toolbar({ page }: HisPage): Promise<{ text: string; title: string }> {
    const tabId = await this.watcher.tabOf(page);
    return this.watcher.page.evaluate(
      async (id) => ({
        text: await chrome.action.getBadgeText({ tabId: id }),
        title: await chrome.action.getTitle({ tabId: id }),
      }),
      tabId,
    );
  }

  async shot({ page }: HisPage, name: string): Promise<void> {
    await page.screenshot({ path: join(SHOTS, `${name}.png`) });
  }

  /** Shifts the time that the host sees; its state directory says by how much. */
  get clockFile(): string {
    return join(this.stage.configDirectory, 'clock-offset-ms');
  }
}

/** The host from source, with a clock that a test may shift. */
function hostWithClock(configDirectory: string): string[] {
  const [node = '', ...rest] = sourceHost(configDirectory);
  const clock = pathToFileURL(resolve(import.meta.dirname, 'clock.mjs')).href;
  return [node, '--import', clock, ...rest];
}

/** Presses the badge as a user does: in its middle, in whichever frame it is. */
export async function pressBadge({ page }: HisPage): Promise<void> {
  const hosts = await Promise.all(
    page.frames().map((frame: ReturnType<Page['mainFrame']>) => frame.$('nhi-referral-badge')),
  );
  const host = hosts.find((one) => one !== null);
  if (!host) throw new Error('no badge to press');
  await host.click();
}
