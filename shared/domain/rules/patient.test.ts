import { describe, expect, it } from 'vitest';
import { answering, day, found, received } from './testing.ts';

describe('the patient', () => {
  const one = received({ 'patient.birthDate': day('1980-05-05') });
  const mark = (changes: object) => found('mark', { ...answering(one), ...changes }, { received: one });

  it('is the referral’s, by ID and birth date', () => {
    expect(mark({})).toEqual([]);
    expect(mark({ 'patient.id': 'A123456789' })).toEqual(['error patientDiffers patient.id']);
    expect(mark({ 'patient.birthDate': day('1980-05-06') })).toEqual([
      'error patientDiffers patient.birthDate',
    ]);
  });

  it('is never told by the name', () => expect(mark({ 'patient.name': '另一位' })).toEqual([]));
});

describe('IDs', () => {
  it.each(['patient.id', 'sender.doctorId'] as const)('%s with a wrong digit warns', (key) => {
    expect(found('referral', { [key]: 'A123456788' })).toEqual([`warning idChecksum ${key}`]);
    expect(found('referral', { [key]: 'A123456789' })).toEqual([]);
  });

  it('of newborns and temporary ones warn and go', () => {
    expect(found('referral', { 'patient.id': 'T000012345' })).toEqual(['warning idShape patient.id']);
  });

  it('that are not written as they go out are pointed out', () => {
    expect(found('referral', { 'patient.id': 'a123456789' })).toEqual(['warning idShape patient.id']);
  });
});

describe('telephones', () => {
  it.each([
    '02-2345-6789#12',
    '0912345678',
    '（０２）２３４５',
    '02-23456789 轉 5（女兒）',
    null,
  ])('%s', (text) => {
    expect(found('referral', { 'patient.phone': text })).toEqual([]);
  });

  it('have a digit', () => {
    expect(found('referral', { 'patient.phone': '無' })).toEqual([
      'warning phoneWithoutDigits patient.phone',
    ]);
  });
});
