import { describe, expect, it } from 'vitest';
import { found } from './testing.ts';

const of = (purpose: 'examination' | 'other' | 'outpatient', items: string | null, note: string | null) =>
  found('referral', { purpose, examinationItems: items, purposeNote: note });

describe('轉診目的', () => {
  it('4 進一步檢查 says which examination', () => {
    expect(of('examination', null, null)).toEqual(['error examinationItemsMissing examinationItems']);
    expect(of('examination', '　 ', null)).toEqual(['error examinationItemsMissing examinationItems']);
    expect(of('examination', '大腸鏡', null)).toEqual([]);
  });

  it('6 其他 says what', () => {
    expect(of('other', null, null)).toEqual(['error purposeNoteMissing purposeNote']);
    expect(of('other', null, '家屬要求')).toEqual([]);
  });

  it('that is not stated is no other one', () => {
    expect(
      found('referral', { purpose: null, examinationItems: '大腸鏡', purposeNote: 'x' }).join(),
    ).not.toContain('purposeTextUnused');
  });

  it('points out what another purpose would leave unread', () => {
    expect(of('outpatient', '大腸鏡', '家屬要求')).toEqual([
      'warning purposeTextUnused examinationItems',
      'warning purposeTextUnused purposeNote',
    ]);
    expect(of('outpatient', null, null)).toEqual([]);
  });
});
