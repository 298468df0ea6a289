import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildDevExtension } from '../../scripts/build.ts';
import type { Stage } from '../../scripts/stage/stage.ts';
import type { SimPatient } from '../simulator/patients/patient.ts';
import { makePatients } from '../simulator/patients/patients.ts';
import { PageJudge, PanelJudge } from '../torture/judge.ts';
import { openProbedStage } from '../torture/probes.ts';
import type { PageSample } from '../torture/samples.ts';
import { MODES, PLAYERS, type TortureResult, torture } from '../torture/wrong-patient.ts';
import { leaksOf } from './canaries.ts';

/** The torture reduced; `npm run torture` has the full counts. */
const SWITCHES = 12;
const SEED = 20;

describe('wrong-patient torture', () => {
  let stage: Stage;
  const results: TortureResult[] = [];

  beforeAll(async () => {
    await buildDevExtension();
    stage = await openProbedStage({ settings: { answerCacheSeconds: 2 } });
  });
  afterAll(() => stage.close());

  for (const player of PLAYERS) {
    for (const [n, mode] of MODES.entries()) {
      it(`${player.his}, ${mode}: nobody's referrals stand beside somebody else`, async () => {
        const result = await torture(stage, { player, mode, switches: SWITCHES, seed: SEED + n });
        results.push(result);
        expect(result.violations).toEqual([]);
        expect(result.page.framesSampled).toBeGreaterThan(SWITCHES);
        expect(result.panel.framesSampled).toBeGreaterThan(SWITCHES);
        expect(result.patientsShown).toBeGreaterThan(1);
      });
    }
  }

  it('did see badges and referrals that were right, and did kill', () => {
    const sum = (of: (result: TortureResult) => number) => results.reduce((all, one) => all + of(one), 0);
    expect(sum(({ patientsShown }) => patientsShown)).toBeGreaterThan((results.length * SWITCHES) / 2);
    expect(sum(({ page }) => page.rightBadges)).toBeGreaterThan(results.length * 2);
    expect(sum(({ panel }) => panel.rightReferrals)).toBeGreaterThan(results.length);
    for (const mode of MODES.slice(1)) {
      expect(sum((one) => (one.mode === mode ? one.kills : 0))).toBeGreaterThan(0);
    }
  });

  it('leaves nothing of the NHI anywhere', async () => {
    expect(await leaksOf(stage)).toEqual([]);
  });
});

describe('the judge of the torture', () => {
  const all = makePatients('2026-03-10').slice(0, 4);
  const [overdue, due] = all as [SimPatient, SimPatient];
  const patients = new Map(all.map((one) => [one.id, one]));
  const drawn = { state: 'overdue', count: 1, elsewhere: false, text: '' };
  const sample = (over: Partial<PageSample>): PageSample => ({
    doc: 'a',
    top: true,
    at: 0,
    frames: 1,
    tick: 0,
    lastTick: 0,
    changes: 0,
    lastChanges: 0,
    gone: false,
    id: overdue.id,
    by: 'text',
    badge: drawn,
    ...over,
  });
  const judged = (...samples: Partial<PageSample>[]) => {
    const judge = new PageJudge(patients);
    for (const one of samples) judge.take(sample(one));
    return judge.violations.length;
  };

  it("lets the patient's own badge, a covered one and a search pass", () => {
    expect(judged({}, { badge: { ...drawn, state: 'covered', count: 0 }, id: due.id })).toBe(0);
    expect(judged({ badge: { ...drawn, state: 'lookingUp', count: 0 } }, { badge: null, id: null })).toBe(0);
  });

  it('catches the badge of one beside the ID of another, of nobody, and a wrong count', () => {
    expect(judged({}, { id: due.id, changes: 3 })).toBe(1);
    expect(judged({}, { id: null, changes: 3 })).toBe(1);
    expect(judged({ badge: { ...drawn, count: 2 } })).toBe(1);
    expect(judged({ badge: { ...drawn, elsewhere: true } })).toBe(1);
  });

  it('gives a value that a script set until the second look, and no longer', () => {
    const before = { by: 'value' as const, tick: 4, lastTick: 4 };
    const after = { ...before, id: due.id, tick: 5, lastTick: 5 };
    const covered = { ...after, badge: { ...drawn, state: 'covered', count: 0 } };
    expect(judged(before, after, { ...covered, tick: 6, lastTick: 6 })).toBe(0);
    expect(judged(before, after, { ...covered, tick: 8, lastTick: 7 })).toBe(1);
    expect(judged(before, { ...after, changes: 1 })).toBe(1);
  });

  it('catches referrals under another header, and a header that outlives its report', () => {
    const page = new PageJudge(patients);
    page.take(sample({ at: 1 }));
    const panel = (over: object) => {
      const judge = new PanelJudge(patients, page);
      const own = { at: 2, frames: 1, header: overdue.id, canaries: [overdue.canary], heard: [overdue.id] };
      judge.take({ ...own, ...over });
      judge.finish();
      return judge.violations.length;
    };
    expect(panel({})).toBe(0);
    expect(panel({ canaries: [due.canary] })).toBe(1);
    expect(panel({ header: null })).toBe(1);
    expect(panel({ header: due.id, canaries: [due.canary] })).toBe(1);
  });
});
