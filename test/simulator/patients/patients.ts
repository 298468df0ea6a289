import { addDays } from './calendar.ts';
import { GIVEN, RARE_NAMES, SURNAMES } from './names.ts';
import { breakChecksum, type IdKind, makeId } from './national-id.ts';
import { HIS_KINDS, type HisKind, SCENARIOS, type Scenario, type SimPatient } from './patient.ts';
import { type Random, seeded } from './random.ts';
import { makeReferral } from './referral.ts';
import { CASES } from './scenarios.ts';

export const DEFAULT_SEED = 114;
const ROUNDS = 6;

const CLINICS = [
  { departmentCode: '02', department: '內科', doctor: '測試醫師甲' },
  { departmentCode: '03', department: '外科', doctor: '測試醫師乙' },
  { departmentCode: '04', department: '小兒科', doctor: '測試醫師丙' },
] as const;

/**
 * All patients: for each demo HIS a queue of rounds, and each round holds every scenario once. The same seed
 * and day give the same patients; another day moves their dates (of birth too) and nothing else.
 */
export function makePatients(today: string, seed: number = DEFAULT_SEED): SimPatient[] {
  const random = seeded(seed);
  const taken = new Set<string>();
  const all: SimPatient[] = [];
  for (const his of HIS_KINDS) {
    for (let round = 0; round < ROUNDS; round += 1) {
      for (const scenario of SCENARIOS) {
        all.push(makePatient({ index: all.length, his, round, scenario, today, random, taken }));
      }
    }
  }
  for (const patient of all) nameTwin(patient, all);
  return all;
}

interface Place {
  index: number;
  his: HisKind;
  round: number;
  scenario: Scenario;
  today: string;
  random: Random;
  taken: Set<string>;
}

function makePatient(place: Place): SimPatient {
  const { index, his, round, scenario, today, random } = place;
  const sex = scenario === 'mother' ? 'F' : random.pick(['M', 'F'] as const);
  const queueNo = (index % (ROUNDS * SCENARIOS.length)) + 1;
  const canary = `NHICANARY${String(index).padStart(4, '0')}`;
  const cases = CASES[scenario];
  const plan = cases[round % cases.length] ?? { own: [], state: 'none', count: 0 };
  const patient = { index, canary };
  const own = plan.own.map((course, no) => makeReferral(course, today, patient, no, random));
  const elsewhere = (plan.elsewhere ?? []).map((course, no) =>
    makeReferral(course, today, patient, 5 + no, random),
  );
  return {
    ...patient,
    his,
    queueNo,
    id: uniqueId(place, sex),
    name: makeName(queueNo - 1, sex, random),
    sex,
    birthDate: birthDate(scenario, today, random),
    chartNo: String(1_000_000 + index * 7 + random.below(7)),
    ...random.pick(CLINICS),
    visitType: random.pick(['初診', '複診', '轉診']),
    scenario,
    expected: {
      state: plan.state,
      count: plan.count,
      dueOn: plan.due === undefined ? null : addDays(today, plan.due),
    },
    elsewhereCount: elsewhere.length,
    relative: scenario === 'mother' ? index + 1 : scenario === 'child' ? index - 1 : null,
    cardNo: `0000${String(30_000_000 + index)}`,
    virtualToken: `VHC-${random.below(1_000_000)}-${index}`,
    own,
    elsewhere,
  };
}

function uniqueId(place: Place, sex: 'M' | 'F'): string {
  const { scenario, index, random, taken } = place;
  const kind: IdKind = index % 23 === 5 ? 'oldResident' : index % 11 === 3 ? 'resident' : 'citizen';
  const right = makeId(random, scenario === 'newborn' ? 'citizen' : kind, sex);
  const id = scenario === 'newborn' ? breakChecksum(right) : right;
  if (taken.has(id)) return uniqueId(place, sex);
  taken.add(id);
  return id;
}

/** `place`: in the HIS's queue, from 0. */
function makeName(place: number, sex: 'M' | 'F', random: Random): string {
  const rare = place % 3 === 1 ? RARE_NAMES[Math.floor(place / 3) % RARE_NAMES.length] : undefined;
  return rare ?? random.pick(SURNAMES) + random.pick(GIVEN[sex]);
}

/** Ages in days: newborns under a month, children under three, mothers of an age for it, others up to 95. */
function birthDate(scenario: Scenario, today: string, random: Random): string {
  if (scenario === 'newborn') return addDays(today, -3 - random.below(24));
  if (scenario === 'child') return addDays(today, -40 - random.below(900));
  if (scenario === 'mother') return addDays(today, -365 * 20 - random.below(365 * 20));
  return addDays(today, -400 - random.below(365 * 94));
}

/** In each queue, one patient without referrals bears the name of the one whose reply is overdue. */
function nameTwin(patient: SimPatient, all: SimPatient[]): void {
  const round = Math.floor((patient.queueNo - 1) / SCENARIOS.length);
  if (patient.scenario !== 'none' || round !== 0) return;
  const twin = all.find(({ his, scenario }) => his === patient.his && scenario === 'overdue');
  if (twin) patient.name = twin.name;
}
