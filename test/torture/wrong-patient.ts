import type { Page } from 'playwright-core';
import type { Stage } from '../../scripts/stage/stage.ts';
import type { SimPatient } from '../simulator/patients/patient.ts';
import { type Random, seeded } from '../simulator/patients/random.ts';
import { type Beside, openBeside } from './beside.ts';
import { frameset } from './his/frameset.ts';
import { type Player, SEEN } from './his/player.ts';
import { postback } from './his/postback.ts';
import { spa } from './his/spa.ts';
import { belongs, type PageJudge, speaks, type Violation } from './judge.ts';
import { killHost, killWorker } from './kill.ts';

export const PLAYERS: readonly Player[] = [frameset, postback, spa];
export const MODES = ['plain', 'workerKilled', 'hostKilled'] as const;
export type Mode = (typeof MODES)[number];

export interface TortureOptions {
  player: Player;
  mode: Mode;
  switches: number;
  seed: number;
  progress?: (done: number) => void;
}

export interface Percentiles {
  p50: number;
  p95: number;
  max: number;
  count: number;
}

/** What one torture came to: `out/torture.json` is a list of these. Holds no ID: patients are indices. */
export interface TortureResult {
  his: Player['his'];
  mode: Mode;
  seed: number;
  switches: number;
  /** Clicks by kind; some kinds click several times. */
  kinds: Record<string, number>;
  kills: number;
  /** How often the page came to show another whole ID. */
  patientsShown: number;
  page: { framesSampled: number; rightBadges: number };
  panel: { framesSampled: number; rightReferrals: number };
  /** Page changed, or a value set by a script was noticed → the panel shows nobody of before. A figure, no limit. */
  panelCoverMs: Percentiles | null;
  /** Value set by a script → the badge is covered; nothing but looking can notice it. */
  silentValueMs: Percentiles | null;
  /** Times that the torture stopped until the badge and the panel were right, and ms until they were. */
  recoveries: Percentiles | null;
  violations: Violation[];
  durationMs: number;
}

/** Between two switches, ms: sooner than anything can answer, up to long after. */
const DELAYS = [0, 0, 20, 60, 120, 200, 350, 600, 1_000];
/** Half of the switches wait for the badge, so that there is something wrong to be left standing. */
const WAITS_FOR_BADGE_MS = 2_500;
const SLOWEST_MS = 2_000;
const SETTLE_EVERY = 12;
const SETTLE_MS = 60_000;
const TRIES = 20;

/** Switches patients at random while the NHI answers late or never, and samples page and panel all the while. */
export async function torture(stage: Stage, options: TortureOptions): Promise<TortureResult> {
  const started = Date.now();
  const { player, mode, switches, seed } = options;
  const control = stage.simulator.control;
  const patients = new Map((await control.patients()).map((one) => [one.id, one]));
  const start = stage.simulator.addresses.his[player.his];
  const run = { start, ...(await openBeside(stage, player.at(start, 1), patients)) };
  const random = seeded(seed);
  const kinds: Record<string, number> = {};
  const recovered: number[] = [];
  const kills = new Set<Promise<boolean>>();
  for (let done = 0; done < switches; done++) {
    if (done % 5 === 0) await disturb(stage, random);
    const delay = random.pick(DELAYS);
    if (mode !== 'plain' && random.below(4) === 0)
      kills.add(killLater(stage, mode, random.below(delay + 200)));
    const kind = await switchPatient(run, player, random);
    kinds[kind] = (kinds[kind] ?? 0) + 1;
    if (random.below(2) === 0) await spokenOf(run);
    await run.page.waitForTimeout(delay);
    if (done % SETTLE_EVERY === SETTLE_EVERY - 1) {
      await Promise.all(kills);
      const ms = await settle(stage, run, player, random, patients);
      if (ms !== null) recovered.push(ms);
    }
    options.progress?.(done + 1);
  }
  const killed = (await Promise.all(kills)).filter(Boolean).length;
  await control.clearFaults();
  await run.close();
  const { pageJudge, panelJudge } = run;
  panelJudge.finish();
  return {
    his: player.his,
    mode,
    seed,
    switches,
    kinds,
    kills: killed,
    patientsShown: pageJudge.shown.filter(({ id }) => id !== null).length,
    page: { framesSampled: pageJudge.frames, rightBadges: pageJudge.spoke },
    panel: { framesSampled: panelJudge.frames, rightReferrals: panelJudge.spoke },
    panelCoverMs: percentiles(panelJudge.covers.map(({ ms }) => ms)),
    silentValueMs: percentiles(pageJudge.silentMs),
    recoveries: percentiles(recovered),
    violations: [...pageJudge.violations, ...panelJudge.violations],
    durationMs: Date.now() - started,
  };
}

interface Run extends Beside {
  start: string;
}

/** Answers late, now and then never; drawn anew again and again. */
async function disturb({ simulator: { control } }: Stage, random: Random): Promise<void> {
  await control.clearFaults();
  const share = random.pick([0, 0.5, 0.9]);
  if (share > 0)
    await control.fault({
      on: 'web',
      share,
      fault: { kind: 'slow', ms: 0, upToMs: random.below(SLOWEST_MS) + 1 },
    });
  if (random.below(3) === 0) await control.fault({ on: 'web', share: 0.3, fault: { kind: 'silent' } });
}

async function killLater(stage: Stage, mode: Mode, ms: number): Promise<boolean> {
  await new Promise((then) => setTimeout(then, ms));
  return mode === 'hostKilled' ? killHost(stage) : killWorker(stage);
}

/** Does one switch that its page has a control for now; a page without any is opened afresh. */
async function switchPatient({ page, start }: Run, player: Player, random: Random): Promise<string> {
  for (let tries = 0; tries < TRIES && page.url().startsWith(new URL(start).origin); tries++) {
    const ways = random.below(5) === 0 ? player.toNobody : player.toPatients;
    const name = random.pick(Object.keys(ways));
    if (await ways[name]?.(page, random)) return name;
  }
  await reopen(page, player.at(start, 1 + random.below(SEEN)));
  return 'reopened';
}

/** The badge says something, or time is up: the NHI may never answer, and nobody may be there. */
async function spokenOf({ page, pageJudge }: Run): Promise<void> {
  const until = Date.now() + WAITS_FOR_BADGE_MS;
  const speaking = () => [...pageJudge.latest.values()].some(({ badge }) => speaks(badge));
  while (!speaking() && Date.now() < until) await page.waitForTimeout(30);
}

async function reopen(page: Page, url: string): Promise<void> {
  // A navigation of the page's own may still be under way and win.
  for (let tries = 1; ; tries++) {
    try {
      await page.goto(url, { waitUntil: 'commit', timeout: 20_000 });
      return;
    } catch (error) {
      if (tries === 5) throw error;
      await page.waitForTimeout(300);
    }
  }
}

/** Opens a patient and waits until badge and panel say what they should: covering for ever would be no cure. */
async function settle(
  { simulator: { control } }: Stage,
  { page, panel, start, pageJudge, panelJudge }: Run,
  player: Player,
  random: Random,
  patients: ReadonlyMap<string, SimPatient>,
): Promise<number | null> {
  await control.clearFaults();
  const began = Date.now();
  const no = 1 + random.below(SEEN);
  const patient = [...patients.values()].find((one) => one.his === player.his && one.queueNo === no);
  if (!patient) throw new Error(`no patient ${no}`);
  await reopen(page, player.at(start, no));
  const right = () =>
    [...pageJudge.latest.values()].some(
      ({ id, badge }) => id === patient.id && speaks(badge) && belongs(badge, patient),
    );
  for (let asked = 1; !right(); asked++) {
    if (Date.now() - began > SETTLE_MS)
      throw new Error(
        `${player.his}: the badge of patient ${patient.index} never came: ${shownNow(pageJudge)}`,
      );
    // An answer that the NHI never gave leaves "cannot tell"; a doctor would act again.
    if (asked % 40 === 0) await reopen(page, player.at(start, no));
    await page.waitForTimeout(50);
  }
  const referrals = panel.locator('#view-screen', {
    hasText: patient.own.length > 0 ? patient.canary : patient.id,
  });
  const came = await referrals.waitFor({ timeout: SETTLE_MS }).then(
    () => true,
    () => false,
  );
  if (!came) panelJudge.accuse(`never came to speak of patient ${patient.index}`);
  return came ? Date.now() - began : null;
}

function shownNow(judge: PageJudge): string {
  return JSON.stringify([...judge.latest.values()].map(({ id, badge }) => [id !== null, badge?.state]));
}

function percentiles(values: readonly number[]): Percentiles | null {
  if (values.length === 0) return null;
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share: number) => Math.round(sorted[Math.ceil(sorted.length * share) - 1] ?? 0);
  return { p50: at(0.5), p95: at(0.95), max: at(1), count: sorted.length };
}
