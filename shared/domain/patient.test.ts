import { expect, it } from 'vitest';
import { day } from '../../test/fixtures/referral.ts';
import { nationalId } from './national-id.ts';
import { type PatientKey, samePatient } from './patient.ts';

function key(text: string, born: string | null): PatientKey {
  const id = nationalId(text);
  if (!id) throw new Error('not an ID');
  return { id, birthDate: born === null ? null : day(born) };
}

const patient = key('A123456789', '1976-03-12');

it.each<[string, PatientKey, boolean]>([
  ['the same ID and birth date', key('A123456789', '1976-03-12'), true],
  ['the same ID, no birth date on one side', key('A123456789', null), true],
  ['the same ID, another birth date', key('A123456789', '2024-03-12'), false],
  ['another ID, the same birth date', key('F131104093', '1976-03-12'), false],
  ['another ID, no birth date', key('F131104093', null), false],
])('%s', (_, other, same) => {
  expect(samePatient(patient, other)).toBe(same);
  expect(samePatient(other, patient)).toBe(same);
});
