import { describe, expect, it } from 'vitest';
import { found } from './testing.ts';

describe('what the law wants on a referral', () => {
  it.each([
    'sender.doctorName',
    'receiver.name',
    'receiver.address',
    'receiver.phone',
    'receiver.department',
    'validUntil',
  ] as const)('%s', (key) => {
    expect(found('referral', { [key]: null })).toEqual([`warning legalContentMissing ${key}`]);
  });

  it('a summary, or else examination or treatment', () => {
    const empty = { summary: null, examination: '', medication: null };
    expect(found('referral', empty)).toEqual(['error summaryMissing summary']);
    expect(found('referral', { ...empty, medication: '闌尾切除術' })).toEqual([]);
    expect(found('referral', { ...empty, summary: '胸悶三天' })).toEqual([]);
  });

  it('the patient’s consent, save that an emergency comes first', () => {
    const no = { consent: 'no', examinationItems: null, purposeNote: null } as const;
    expect(found('referral', { ...no, purpose: 'outpatient' })).toEqual(['error consentMissing consent']);
    expect(found('referral', { ...no, purpose: 'emergency' })).toEqual(['warning consentMissing consent']);
    expect(found('referral', { ...no, purpose: 'outpatient', consent: 'yes' })).toEqual([]);
    expect(found('referral', { ...no, purpose: 'outpatient', consent: null })).toEqual([]);
  });
});
