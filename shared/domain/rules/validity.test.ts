import { describe, expect, it } from 'vitest';
import type { Acceptance } from '../../contract/documents.ts';
import type { Received } from './finding.ts';
import { rulesOf } from './rules.ts';
import { answering, day, fine, found, OWN, received, TODAY } from './testing.ts';

const until = (validUntil: string) =>
  found('referral', {
    issuedOn: day('2026-03-01'),
    validUntil: day(validUntil),
    examinedOn: null,
    medicatedOn: null,
    arrangedOn: null,
  });

describe('有效期限', () => {
  it('ends 89 days after the issue day: the issue day is the first of 90', () => {
    expect(until('2026-05-29')).toEqual([]);
  });

  it('one day more is another reading of the law, and only warns', () => {
    expect(until('2026-05-30')).toEqual(['warning validityLastDay validUntil']);
  });

  it('more than that no reading allows', () => {
    expect(until('2026-05-31')).toEqual(['error validityTooLong validUntil']);
    const changes = { issuedOn: day('2026-03-01'), validUntil: day('2026-06-30') };
    const problems = rulesOf('referral')(fine('referral', changes), { today: TODAY, own: OWN });
    expect(problems.find(({ code }) => code === 'validityTooLong')?.detail).toEqual({
      lastDay: '2026-05-29',
    });
  });

  it('that has gone by before it is sent is pointed out', () => {
    expect(until('2026-03-09')).toEqual(['warning referralExpired validUntil']);
    expect(until('2026-03-10')).toEqual([]);
  });
});

describe('受理', () => {
  const accept = (changes: Partial<Received>, more: Partial<Acceptance> = {}) => {
    const referral = received(changes);
    const own = { ...answering(referral), action: 'accept', actedOn: TODAY, ...more } as const;
    return found('acceptance', own, { received: referral });
  };

  it('is for referrals that are still valid on the day', () => {
    expect(accept({ validUntil: TODAY })).toEqual([]);
    expect(accept({ validUntil: day('2026-03-09') })).toEqual(['error referralExpired actedOn']);
  });

  it('counts the visit, not the day on which it was written down', () => {
    expect(accept({ validUntil: day('2026-03-09'), visitedOn: day('2026-03-08') })).toEqual([]);
  });

  it('warns where the last day is reckoned by us', () => {
    expect(accept({ validUntil: null, issuedOn: day('2025-12-10') })).toEqual([
      'warning referralExpired actedOn',
    ]);
    expect(accept({ validUntil: null, issuedOn: day('2025-12-11') })).toEqual([]);
  });

  it('happens once', () => {
    expect(accept({ acceptance: 'accepted' })).toEqual(['error referralUsed action']);
    expect(accept({ acceptance: 'cancelled' })).toEqual([]);
    expect(accept({ acceptance: 'none' })).toEqual([]);
  });

  it('is cancelled where it stands', () => {
    expect(accept({ acceptance: 'none' }, { action: 'cancel' })).toEqual(['warning nothingToCancel action']);
    expect(accept({ acceptance: 'accepted' }, { action: 'cancel' })).toEqual([]);
    expect(accept({}, { action: 'cancel' })).toEqual([]);
  });
});
