import { expect, test } from 'vitest';
import { addDays, taiwanToday, toRoc } from './calendar.ts';
import { RARE_NAMES } from './names.ts';
import { checksumIsRight } from './national-id.ts';
import { asHisKnows, HIS_KINDS, SCENARIOS } from './patient.ts';
import { makePatients } from './patients.ts';

const TODAY = '2026-03-10';
const patients = makePatients(TODAY);

test('the day is Taiwan’s, eight hours ahead, and the NHI writes it in ROC years', () => {
  expect(taiwanToday(Date.UTC(2026, 2, 9, 15, 59))).toBe('2026-03-09');
  expect(taiwanToday(Date.UTC(2026, 2, 9, 16, 0))).toBe('2026-03-10');
  expect(toRoc('2025-11-24')).toBe('1141124');
  expect(addDays('2024-02-28', 2)).toBe('2024-03-01');
});

test('IDs known to be right and wrong are told apart', () => {
  expect(['A123456789', 'F131104093', 'A800000014'].map(checksumIsRight)).toEqual([true, true, true]);
  expect(['A123456788', 'A12345678', 'a123456789'].map(checksumIsRight)).toEqual([false, false, false]);
});

test('there are at least 300, the same each time, and each has its own ID, chart and card', () => {
  expect(patients.length).toBeGreaterThanOrEqual(300);
  expect(makePatients(TODAY)).toEqual(patients);
  expect(makePatients(TODAY, 7)).not.toEqual(patients);
  for (const key of ['id', 'chartNo', 'cardNo', 'virtualToken', 'canary'] as const) {
    expect(new Set(patients.map((patient) => patient[key])).size, key).toBe(patients.length);
  }
});

test('every ID has a right checksum, but for the newborn’s temporary one', () => {
  for (const { id, scenario } of patients) expect(checksumIsRight(id), scenario).toBe(scenario !== 'newborn');
});

test.each(HIS_KINDS)('the queue of %s begins with every scenario once and numbers without gaps', (his) => {
  const queue = patients.filter((patient) => patient.his === his);
  expect(queue.slice(0, SCENARIOS.length).map(({ scenario }) => scenario)).toEqual([...SCENARIOS]);
  expect(queue.map(({ queueNo }) => queueNo)).toEqual(queue.map((_, i) => i + 1));
});

test('nothing that a HIS shows holds a canary; every NHI text holds its own patient’s', () => {
  for (const patient of patients) {
    expect(JSON.stringify(asHisKnows(patient))).not.toContain('NHICANARY');
    for (const referral of [...patient.own, ...patient.elsewhere]) {
      const texts = [
        referral['sender.name'],
        referral['receiver.name'],
        referral.diagnosisName,
        referral.summary,
      ];
      for (const text of [...texts, referral.replySummary ?? patient.canary]) {
        expect(text).toContain(patient.canary);
      }
    }
  }
});

test('mother and child point at one another, and a namesake has another state', () => {
  for (const patient of patients.filter(({ relative }) => relative !== null)) {
    const other = patients[patient.relative ?? -1];
    expect([patient.scenario, other?.scenario].sort()).toEqual(['child', 'mother']);
    expect(other?.his).toBe(patient.his);
  }
  const overdue = patients.find(({ scenario }) => scenario === 'overdue');
  const twins = patients.filter(({ name }) => name === overdue?.name);
  expect(new Set(twins.map(({ expected }) => expected.state)).size).toBeGreaterThan(1);
});

test('rare names are among each HIS’s patients', () => {
  for (const his of HIS_KINDS) {
    const names = patients.filter((patient) => patient.his === his).map(({ name }) => name);
    expect(RARE_NAMES.filter((name) => !names.includes(name))).toEqual([]);
  }
});

test('names that only a hospital’s own font can show are further down each queue than a walk goes', () => {
  const made = patients.filter(({ name }) => /\p{Private_Use}/u.test(name));
  expect(new Set(made.map(({ his }) => his)).size).toBe(3);
  expect(Math.min(...made.map(({ queueNo }) => queueNo))).toBeGreaterThan(40);
});
