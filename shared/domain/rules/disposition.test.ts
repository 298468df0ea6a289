import { describe, expect, it } from 'vitest';
import type { Reply } from '../../contract/documents.ts';
import { day, found } from './testing.ts';

const BLANK = {
  dispositionHospital: null,
  dispositionWard: null,
  dispositionDepartment: null,
  advice: null,
  dispositionNote: null,
  stage: 'initial',
} as const;
const of = (changes: Partial<Reply>) => found('reply', { ...BLANK, ...changes });

describe('處理情形', () => {
  it.each([
    ['emergencyReferred', 'dispositionHospital', 'dispositionHospitalMissing'],
    ['emergencyAdmitted', 'dispositionWard', 'dispositionWardMissing'],
    ['admitted', 'dispositionWard', 'dispositionWardMissing'],
    ['outpatient', 'dispositionDepartment', 'dispositionDepartmentMissing'],
    ['treatedReturned', 'advice', 'adviceMissing'],
    ['other', 'dispositionNote', 'dispositionNoteMissing'],
  ] as const)('%s fills its own blank', (disposition, key, code) => {
    expect(of({ disposition })).toEqual([`error ${code} ${key}`]);
    expect(of({ disposition, [key]: '內科' })).toEqual([]);
  });

  it.each([
    'dispositionHospital',
    'dispositionWard',
    'dispositionDepartment',
  ] as const)('points out what another choice would leave unread: %s', (key) => {
    const unused = `warning dispositionTextUnused ${key}`;
    expect(of({ disposition: 'treatedReturned', advice: '回診', [key]: '7A' })).toEqual([unused]);
    expect(of({ disposition: 'other', dispositionNote: '轉安養', [key]: ' ' })).toEqual([]);
  });

  it('leaves advice and notes alone: every reply may hold them', () => {
    const blanks = { dispositionDepartment: '內科', advice: '回診', dispositionNote: '已聯絡家屬' };
    expect(of({ disposition: 'outpatient', ...blanks })).toEqual([]);
  });

  it('asks for no other blank', () => {
    expect(of({ disposition: 'outpatient', dispositionDepartment: '內科', dispositionWard: null })).toEqual(
      [],
    );
  });
});

describe('初步與結案回復', () => {
  const admitted = {
    disposition: 'admitted',
    dispositionWard: '7A',
    stage: 'final',
    dischargedOn: null,
  } as const;

  it('a final reply on an admitted patient has a discharge, or says why not', () => {
    expect(of(admitted)).toEqual(['warning finalWithoutDischarge dischargedOn']);
    expect(of({ ...admitted, dischargedOn: day('2026-03-10') })).toEqual([]);
    expect(of({ ...admitted, dispositionNote: '自動離院' })).toEqual([]);
    expect(of({ ...admitted, stage: 'initial' })).toEqual([]);
  });

  it('asks for none where nobody was admitted', () => {
    const returned = { disposition: 'treatedReturned', dispositionWard: null, advice: '回診' } as const;
    expect(of({ ...admitted, ...returned })).toEqual([]);
  });

  it('holds treatment, findings or advice', () => {
    const nothing = {
      disposition: 'admitted',
      dispositionWard: '7A',
      treatment: null,
      findings: ' ',
    } as const;
    expect(of(nothing)).toEqual(['warning replyEmpty treatment']);
    expect(of({ ...nothing, findings: '病理報告：良性' })).toEqual([]);
  });

  it('names the main diagnosis in the end', () => {
    const end = { ...admitted, dischargedOn: day('2026-03-10'), 'mainDiagnosis.code': null };
    expect(of(end)).toEqual(['warning diagnosisMissing mainDiagnosis.code']);
    expect(of({ ...end, stage: 'initial' })).toEqual([]);
  });
});
