import type { SimPatient } from '../simulator/patients/patient.ts';
import { type Random, seeded } from '../simulator/patients/random.ts';
import { type Beside, openBeside } from '../torture/beside.ts';
import type { Player } from '../torture/his/player.ts';
import { belongs, type Cover, speaks } from '../torture/judge.ts';
import { openProbedStage } from '../torture/probes.ts';
import { PLAYERS } from '../torture/wrong-patient.ts';
import { type Figure, quantile } from './figures.ts';

/** One of each kind of switch that a page can make, so that a round has them all; `value` is set by a script. */
const WAYS: Record<Player['his'], readonly string[]> = {
  frameset: ['queue', 'neighbour', 'wholePage', 'cacheBack', 'back', 'value', 'value', 'value'],
  postback: ['select', 'whole', 'partial', 'link', 'value'],
  spa: ['next', 'row', 'wholePage', 'cacheBack', 'back', 'value', 'value', 'value'],
};
const SWITCHES = 40;
/** A page may have no control for a kind of switch just then. */
const TURNS = 2 * SWITCHES;
/** Fewer covers than that, and the figure says nothing. */
const FEWEST = 30;
const POLL_MS = 20;
/** Looks at a page that shows nobody, until that is what it is meant to show. */
const EMPTY = 75;
/** Anywhere between two looks of the content script, so that none is hit by habit. */
const PHASE_MS = 150;
const LEAVES_MS = 1_500;
const PATIENCE_MS = 20_000;
const BOUND_MS = 100;

type Patients = ReadonlyMap<string, SimPatient>;

interface Bench {
  player: Player;
  beside: Beside;
  patients: Patients;
  random: Random;
}

/**
 * How long the panel shows the former patient. The clock starts with the task in which the page's identity
 * changed, as a probe in the page saw it: DOM written, document left, panel of a keep-alive swapped. It ends with
 * the panel's first frame that shows nothing of the former patient, as a probe in the panel saw it. A value set by
 * a script leaves no trace, and is looked for every 150 ms: there the clock starts with the task that noticed, and
 * the time until then is told beside it. Each switch is from a patient whose referrals stand in the panel. The
 * browser is alone: nothing else of ours runs.
 */
export async function panelFigures(): Promise<Figure[]> {
  const stage = await openProbedStage();
  try {
    const patients = new Map((await stage.simulator.control.patients()).map((one) => [one.id, one]));
    const figures: Figure[] = [];
    for (const player of PLAYERS) {
      const start = stage.simulator.addresses.his[player.his];
      const beside = await openBeside(stage, player.at(start, 1), patients);
      await switchAbout({ player, beside, patients, random: seeded(1) });
      await beside.close();
      beside.panelJudge.finish();
      figures.push(...figuresOf(player.his, beside));
    }
    return figures;
  } finally {
    await stage.close();
  }
}

async function switchAbout({ player, beside, patients, random }: Bench): Promise<void> {
  const ways = WAYS[player.his];
  let done = 0;
  for (let turn = 0; turn < TURNS && done < SWITCHES; turn++) {
    const before = await settled(beside, patients);
    const way = player.toPatients[ways[turn % ways.length] ?? ''];
    await beside.page.waitForTimeout(random.below(PHASE_MS));
    // What it returns is no use here: nothing is, for a page that comes out of the back/forward cache.
    await way?.(beside.page, random);
    if (before !== null && (await left(beside, before))) done++;
  }
  await settled(beside, patients);
}

/** Page, badge and panel speak of the same patient: his ID. Null where the page shows nobody and leaves it at that. */
async function settled(beside: Beside, patients: Patients): Promise<string | null> {
  const began = Date.now();
  for (let empty = 0; empty < EMPTY; empty = nobody(beside) ? empty + 1 : 0) {
    const id = agreed(beside, patients);
    if (id !== null) return id;
    if (Date.now() - began > PATIENCE_MS) throw new Error('the panel never came to speak of the page');
    await beside.page.waitForTimeout(POLL_MS);
  }
  return null;
}

function agreed({ pageJudge, panelJudge }: Beside, patients: Patients): string | null {
  const { header = null, canaries = [] } = panelJudge.latest ?? {};
  const patient = header === null ? undefined : patients.get(header);
  const badge = [...pageJudge.latest.values()].find(({ id }) => id === header)?.badge;
  if (!patient || !badge) return null;
  if (badge.state === 'cannotTell') return header; // The visit is over: nothing is looked up.
  const told = patient.own.length === 0 || canaries.includes(patient.canary);
  return told && speaks(badge) && belongs(badge, patient) ? header : null;
}

/** False where that switch led to the same patient again. */
async function left({ page, pageJudge }: Beside, id: string): Promise<boolean> {
  const began = Date.now();
  const stands = () => [...pageJudge.latest.values()].some((one) => one.id === id);
  while (stands() && Date.now() - began < LEAVES_MS) await page.waitForTimeout(POLL_MS);
  return !stands();
}

function nobody({ pageJudge, panelJudge }: Beside): boolean {
  const ids = [...pageJudge.latest.values()].map(({ id }) => id);
  return ids.every((id) => id === null) && !panelJudge.latest?.header;
}

function figuresOf(his: Player['his'], { pageJudge, panelJudge }: Beside): Figure[] {
  const ms = (of: (cover: Cover) => boolean) => panelJudge.covers.filter(of).map((cover) => cover.ms);
  const [traced, silent] = [ms((one) => !one.silent), ms((one) => one.silent)];
  const [page, all] = [`${his}: page changed to panel covered`, traced.length + silent.length];
  const noticed = `${his}: value set by a script, noticed to panel covered`;
  const enough = all >= FEWEST;
  const told = (name: string, value: number): Figure => ({ name, value, unit: 'ms', atMost: null });
  return [
    {
      name: `${page}, p95`,
      value: enough ? quantile(traced, 0.95) : Number.NaN,
      unit: 'ms',
      atMost: BOUND_MS,
    },
    told(`${page}, p50`, quantile(traced, 0.5)),
    { name: `${noticed}, p95`, value: quantile(silent, 0.95), unit: 'ms', atMost: BOUND_MS },
    told(`${his}: value set by a script to badge covered, p95`, quantile(pageJudge.silentMs, 0.95)),
    { name: `${his}: switches whose cover was seen`, value: all, unit: 'count', atMost: null },
  ];
}
