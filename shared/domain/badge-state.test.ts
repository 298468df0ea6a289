import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { day, incoming, outgoing } from '../../test/fixtures/referral.ts';
import { badgeOf, OTHER_STATES, REFERRAL_STATES, standing } from './badge-state.ts';
import type { ReferralSummary } from './referral.ts';
import { LEGAL_CLOCK } from './reply-clock.ts';
import { addDays, type TaiwanDate } from './taiwan-date.ts';

const ISSUED = day('2026-03-01');
const on = (offset: number) => addDays(ISSUED, offset);
const accepted = { acceptance: 'accepted', acceptedOn: on(2) } as const;
const at = (referral: ReferralSummary, today: TaiwanDate) => standing(referral, today, LEGAL_CLOCK);

it('ranks the states as the doctor needs them', () => {
  expect(REFERRAL_STATES).toEqual([
    'overdue',
    'due',
    'owedUnknown',
    'arrived',
    'summaryDue',
    'replyArrived',
    'outgoingWaiting',
    'replied',
    'expired',
    'none',
  ]);
  expect(OTHER_STATES.filter((name) => (REFERRAL_STATES as readonly string[]).includes(name))).toEqual([]);
});

describe('standing of a referral to us', () => {
  it.each<[string, Partial<ReferralSummary>, number, string, number | null]>([
    ['arrived while it may be used', {}, 89, 'arrived', null],
    ['expired the day after', {}, 90, 'expired', null],
    ['arrived until the day that the NHI states', { validUntil: on(10) }, 10, 'arrived', null],
    ['expired after the day that the NHI states', { validUntil: on(10) }, 11, 'expired', null],
    ['due to the end of the third day after acceptance', accepted, 5, 'due', 5],
    ['overdue from the day after', accepted, 6, 'overdue', 5],
    ['counted from the visit where nobody accepted', { visitedOn: on(4) }, 7, 'due', 7],
    ['counted from acceptance where both are known', { ...accepted, visitedOn: on(4) }, 6, 'overdue', 5],
    ['owed where acceptance has no day', { acceptance: 'accepted' }, 5, 'owedUnknown', null],
    ['owed, not expired, where accepted long ago', { acceptance: 'accepted' }, 200, 'owedUnknown', null],
    [
      'owed where only a discharge says that the patient came',
      { dischargedOn: on(3) },
      4,
      'owedUnknown',
      null,
    ],
    [
      'arrived again when acceptance was cancelled',
      { ...accepted, acceptance: 'cancelled' },
      20,
      'arrived',
      null,
    ],
    ['expired when a cancelled one ran out', { ...accepted, acceptance: 'cancelled' }, 90, 'expired', null],
    ['replied after the initial reply', { ...accepted, initialReplyOn: on(3) }, 30, 'replied', null],
    ['replied after the final reply', { ...accepted, finalReplyOn: on(3) }, 30, 'replied', null],
    [
      'owing a summary for two weeks after discharge',
      { ...accepted, initialReplyOn: on(3), dischargedOn: on(10) },
      24,
      'summaryDue',
      24,
    ],
    [
      'overdue with the summary after that',
      { ...accepted, initialReplyOn: on(3), dischargedOn: on(10) },
      25,
      'overdue',
      24,
    ],
    [
      'replied, whatever the discharge, after the final reply',
      { ...accepted, dischargedOn: on(10), finalReplyOn: on(11) },
      60,
      'replied',
      null,
    ],
    ['owing the reply before the summary', { ...accepted, dischargedOn: on(3) }, 4, 'due', 5],
    [
      'overdue with the reply while the summary has time',
      { ...accepted, dischargedOn: on(3) },
      9,
      'overdue',
      5,
    ],
    [
      'overdue with the summary where the reply has no deadline',
      { acceptance: 'accepted', dischargedOn: on(3) },
      18,
      'overdue',
      17,
    ],
    ['not freed by 無須轉回', { ...accepted, noReturnNeeded: true, contactHandled: true }, 6, 'overdue', 5],
  ])('is %s', (_, change, today, state, due) => {
    expect(at(incoming(change), on(today))).toEqual({ state, dueOn: due === null ? null : on(due) });
  });
});

describe('standing of a referral that we sent', () => {
  it.each<[string, Partial<ReferralSummary>, number, string]>([
    ['waiting', {}, 89, 'outgoingWaiting'],
    ['expired when nobody used it', {}, 90, 'expired'],
    ['waiting where it was accepted', accepted, 200, 'outgoingWaiting'],
    ['waiting where acceptance has no day', { acceptance: 'accepted' }, 200, 'outgoingWaiting'],
    ['waiting where the patient was seen', { visitedOn: on(80) }, 200, 'outgoingWaiting'],
    ['expired where acceptance was cancelled', { ...accepted, acceptance: 'cancelled' }, 90, 'expired'],
    ['answered with the initial reply', { initialReplyOn: on(3) }, 4, 'replyArrived'],
    ['answered with the final reply', { finalReplyOn: on(3) }, 400, 'replyArrived'],
  ])('is %s', (_, change, today, state) => {
    expect(at(outgoing(change), on(today))).toEqual({ state, dueOn: null });
  });
});

describe('no standing', () => {
  it('for what concerns other institutions', () => {
    expect(at(incoming({ ...accepted, direction: 'elsewhere' }), on(9))).toBeNull();
  });

  it('for a patient arranged back within the institution (article 10)', () => {
    const { receiver } = incoming();
    expect(at(incoming({ ...accepted, sender: receiver }), on(9))).toBeNull();
    expect(at(outgoing({ receiver: outgoing().sender }), on(9))).toBeNull();
  });

  it('is not read from two codes that are both missing', () => {
    const nameless = { code: '', name: null };
    expect(at(incoming({ sender: nameless, receiver: nameless }), on(1))?.state).toBe('arrived');
  });
});

describe('badgeOf', () => {
  const anyDay = fc.integer({ min: -5, max: 120 }).map(on);
  const maybeDay = fc.option(anyDay);
  const anyReferral = fc
    .record({
      direction: fc.constantFrom('in', 'out', 'elsewhere'),
      within: fc.boolean(),
      acceptance: fc.constantFrom('none', 'accepted', 'cancelled'),
      acceptedOn: maybeDay,
      visitedOn: maybeDay,
      dischargedOn: maybeDay,
      initialReplyOn: maybeDay,
      finalReplyOn: maybeDay,
      validUntil: maybeDay,
    })
    .map(({ within, ...change }) => {
      const referral = incoming(change);
      return within ? { ...referral, sender: referral.receiver } : referral;
    });
  const anyReferrals = fc.array(anyReferral, { maxLength: 6 });

  it('is the most urgent standing, whatever stands beside it', () => {
    fc.assert(
      fc.property(anyReferrals, anyDay, (referrals, today) => {
        const states = referrals.map((one) => at(one, today)?.state ?? 'none');
        const ranks = states.map((state) => REFERRAL_STATES.indexOf(state));
        const first = REFERRAL_STATES[Math.min(...ranks, REFERRAL_STATES.length - 1)];
        const badge = badgeOf(referrals, today, LEGAL_CLOCK);
        expect(badge.state).toBe(first);
        expect(badge.count).toBe(first === 'none' ? 0 : states.filter((state) => state === first).length);
      }),
    );
  });

  it('does not depend on the order in which the NHI lists them', () => {
    const shuffled = anyReferrals.chain((list) =>
      fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })),
    );
    fc.assert(
      fc.property(shuffled, anyDay, ([list, other], today) => {
        expect(badgeOf(other, today, LEGAL_CLOCK)).toEqual(badgeOf(list, today, LEGAL_CLOCK));
      }),
    );
  });

  it('is none only when nothing has a standing', () => {
    fc.assert(
      fc.property(anyReferrals, anyDay, (referrals, today) => {
        const silent = referrals.every((one) => at(one, today) === null);
        expect(badgeOf(referrals, today, LEGAL_CLOCK).state === 'none').toBe(silent);
      }),
    );
  });

  it('never grows less urgent by one referral more', () => {
    fc.assert(
      fc.property(anyReferrals, anyReferral, anyDay, (referrals, more, today) => {
        const rank = (list: ReferralSummary[]) =>
          REFERRAL_STATES.indexOf(
            badgeOf(list, today, LEGAL_CLOCK).state as (typeof REFERRAL_STATES)[number],
          );
        expect(rank([...referrals, more])).toBeLessThanOrEqual(rank(referrals));
      }),
    );
  });

  it('states the earliest of the days that are due', () => {
    const late = incoming({ acceptance: 'accepted', acceptedOn: on(4) });
    const badge = badgeOf([late, incoming(accepted), late], on(5), LEGAL_CLOCK);
    expect(badge).toEqual({ state: 'due', count: 3, dueOn: on(5) });
  });

  it('is none without referrals', () => {
    expect(badgeOf([], on(0), LEGAL_CLOCK)).toEqual({ state: 'none', count: 0, dueOn: null });
  });
});
