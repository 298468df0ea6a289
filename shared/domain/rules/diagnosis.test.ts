import { describe, expect, it } from 'vitest';
import { found } from './testing.ts';

const main = (code: string | null) => ({ rank: 'main', code, name: null }) as const;
const other = (code: string) => ({ rank: 'other', code, name: null }) as const;
const of = (...diagnoses: (ReturnType<typeof main> | ReturnType<typeof other>)[]) =>
  found('referral', { diagnoses });

describe('診斷', () => {
  it('has exactly one main one', () => {
    expect(of(main('I10'), other('E11.9'))).toEqual([]);
    expect(of(other('I10'), other('E11.9'))).toEqual(['error mainDiagnosisMissing diagnoses']);
    expect(of(main('I10'), main('E11.9'))).toEqual(['error mainDiagnosisRepeated diagnoses']);
  });

  it('is not in the legal list: none at all warns', () => {
    expect(of()).toEqual(['warning diagnosisMissing diagnoses']);
  });

  it('is an ICD-10 code', () => {
    expect(of(main('I10'), other('250.00'))).toEqual(['error icdShape diagnoses[1].code']);
    expect(of(main('E119'))).toEqual([]);
    expect(of(main(null))).toEqual([]);
  });

  it.each([
    'e11.9',
    'e119',
    'Ｅ１１.９',
    ' E11.9',
    'I10 ',
    '0dtj4zz',
  ])('%j goes out as typed, and warns', (code) => {
    expect(of(main(code))).toContain('warning icdAsTyped diagnoses[0].code');
  });

  it('that is a procedure is pointed out, and allowed', () => {
    expect(of(main('I10'), other('0DTJ4ZZ'))).toEqual(['warning icdIsProcedure diagnoses[1].code']);
  });

  it('stands there once, however it is written', () => {
    expect(of(main('E11.9'), other('E119'))).toEqual(['warning diagnosisRepeated diagnoses[1].code']);
    expect(of(main('E11.9'), other('e11.9'))).toContain('warning diagnosisRepeated diagnoses[1].code');
  });

  it('of a reply is judged alike', () => {
    expect(found('reply', { 'mainDiagnosis.code': '糖尿病' })).toEqual(['error icdShape mainDiagnosis.code']);
    expect(found('reply', { 'mainDiagnosis.code': 'E11.9' })).toEqual([]);
  });
});

describe('就醫科別', () => {
  it('that our list lacks warns: the NHI adds departments', () => {
    expect(found('referral', { 'receiver.department': 'ZZ' })).toEqual([
      'warning departmentUnlisted receiver.department',
    ]);
    expect(found('referral', { 'receiver.department': 'AB' })).toEqual([]);
    expect(found('referral', { 'arranged.department': 'constructor' })).toHaveLength(1);
  });
});
