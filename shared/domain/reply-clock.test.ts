import { describe, expect, it } from 'vitest';
import { day, incoming } from '../../test/fixtures/referral.ts';
import { acceptedOn, LEGAL_CLOCK, replyDueOn, summaryDueOn, validUntil } from './reply-clock.ts';

const accepted = { acceptance: 'accepted', acceptedOn: day('2026-02-26') } as const;

describe('replyDueOn', () => {
  it('is the third day after acceptance, over the end of a month', () => {
    expect(replyDueOn(incoming(accepted), LEGAL_CLOCK)).toBe('2026-03-01');
  });

  it('falls back on the visit, and is unknown without both', () => {
    expect(replyDueOn(incoming({ visitedOn: day('2026-03-04') }), LEGAL_CLOCK)).toBe('2026-03-07');
    expect(replyDueOn(incoming({ acceptance: 'accepted' }), LEGAL_CLOCK)).toBeNull();
  });

  it('takes no start from an acceptance that was cancelled', () => {
    const cancelled = { ...accepted, acceptance: 'cancelled' } as const;
    expect(acceptedOn(incoming(cancelled))).toBeNull();
    expect(replyDueOn(incoming(cancelled), LEGAL_CLOCK)).toBeNull();
    expect(replyDueOn(incoming({ ...cancelled, visitedOn: day('2026-03-04') }), LEGAL_CLOCK)).toBe(
      '2026-03-07',
    );
  });

  it('starts where the hospital says that it does', () => {
    const both = incoming({ ...accepted, visitedOn: day('2026-03-04') });
    const rules = { ...LEGAL_CLOCK, start: ['visitedOn', 'acceptedOn'] as const, replyDays: 5 };
    expect(replyDueOn(both, rules)).toBe('2026-03-09');
    expect(replyDueOn(both, { ...rules, start: [] })).toBeNull();
  });

  it('rolls over days off, several in a row, only where a calendar names them', () => {
    const holidays = ['2026-03-01', '2026-03-02', '2026-03-04'];
    expect(replyDueOn(incoming(accepted), { ...LEGAL_CLOCK, holidays })).toBe('2026-03-03');
  });
});

describe('summaryDueOn', () => {
  it('is two weeks after discharge, and rolls like the reply', () => {
    const discharged = incoming({ dischargedOn: day('2026-02-20') });
    expect(summaryDueOn(discharged, LEGAL_CLOCK)).toBe('2026-03-06');
    expect(summaryDueOn(discharged, { ...LEGAL_CLOCK, holidays: ['2026-03-06'] })).toBe('2026-03-07');
  });

  it('is nothing while the patient is not known to be discharged', () => {
    expect(summaryDueOn(incoming(accepted), LEGAL_CLOCK)).toBeNull();
  });
});

describe('validUntil', () => {
  it('counts the day of issue as the first of ninety', () => {
    expect(validUntil(incoming({ issuedOn: day('2026-03-01') }), LEGAL_CLOCK)).toBe('2026-05-29');
  });

  it('is what the NHI states, where it does, and never rolls', () => {
    const stated = incoming({ validUntil: day('2026-03-10') });
    expect(validUntil(stated, { ...LEGAL_CLOCK, holidays: ['2026-03-10'] })).toBe('2026-03-10');
  });
});
