import { describe, expect, it } from 'vitest';
import { shownNumber } from './numbers.ts';
import { answering, found, received } from './testing.ts';

const HIS = received();
const PLATFORM = received({ institutionReferralNo: null });
const mark = (own: string | null, platform: string | null, from = HIS) =>
  found(
    'mark',
    { ...answering(from), institutionReferralNo: own, platformReferralNo: platform },
    { received: from },
  );

describe('the number that the form shows', () => {
  it('is 院所自編序號 where a HIS made it, though the platform gave its own too', () => {
    expect(shownNumber(HIS)).toBe('institutionReferralNo');
    expect(shownNumber(PLATFORM)).toBe('platformReferralNo');
  });

  it('is carried by whoever answers', () => {
    expect(mark('A-0001', null)).toEqual([]);
    expect(mark(null, '1150301000001', PLATFORM)).toEqual([]);
  });

  it('is never left out', () => {
    expect(mark(null, null)).toEqual(['error numberMissing institutionReferralNo']);
    expect(mark(' ', null)).toEqual(['error numberMissing institutionReferralNo']);
  });

  it('is never accompanied by the other', () => {
    expect(mark('A-0001', '1150301000001')).toEqual(['error numberBoth platformReferralNo']);
  });

  it('is never of the wrong kind', () => {
    expect(mark(null, '1150301000001')).toEqual(['error numberWrongKind platformReferralNo']);
    expect(mark('1150301000001', null, PLATFORM)).toEqual(['error numberWrongKind institutionReferralNo']);
  });

  it('is the same as on the form', () => {
    expect(mark('A-0002', null)).toEqual(['error numberDiffers institutionReferralNo']);
    expect(mark(null, '1150301000002', PLATFORM)).toEqual(['error numberDiffers platformReferralNo']);
  });

  it.each(['reply', 'acceptance', 'mark', 'attachment'] as const)('a %s has exactly one', (kind) => {
    const none = { institutionReferralNo: null, platformReferralNo: null };
    expect(found(kind, none)).toEqual(['error numberMissing institutionReferralNo']);
    expect(found(kind, { institutionReferralNo: 'A', platformReferralNo: 'B' })).toEqual([
      'error numberBoth platformReferralNo',
    ]);
  });
});

describe('flow 3', () => {
  const none = { 'received.institutionReferralNo': null, 'received.platformReferralNo': null };

  it('names the referral that the patient came with', () => {
    expect(found('referral', { ...none, way: 'back' })).toEqual([
      'warning numberMissing received.institutionReferralNo',
    ]);
    expect(found('referral', { ...none, way: 'onward', 'received.platformReferralNo': 'B' })).toEqual([]);
    expect(
      found('referral', {
        way: 'back',
        'received.institutionReferralNo': 'A',
        'received.platformReferralNo': 'B',
      }),
    ).toEqual(['warning numberBoth received.platformReferralNo']);
  });

  it('alone does', () => expect(found('referral', { ...none, way: null })).toEqual([]));
});
