import type { Scenario } from './patient.ts';

/** A referral as days from today: −4 is four days ago. What is absent did not happen. */
export interface Course {
  direction: 'in' | 'out' | 'elsewhere';
  issued: number;
  validUntil?: number;
  acceptance?: 'accepted' | 'cancelled';
  accepted?: number;
  visited?: number;
  discharged?: number;
  initialReply?: number;
  finalReply?: number;
  sameInstitution?: true;
  contactHandled?: true;
  noReturnNeeded?: true;
}

export interface Case {
  own: Course[];
  elsewhere?: Course[];
  /** Stated by hand from the law: 3 days after acceptance (else visit), 14 after discharge, 90 days valid. */
  state: string;
  count: number;
  due?: number;
}

const arrived: Course = { direction: 'in', issued: -2 };
const overdue: Course = { direction: 'in', issued: -9, acceptance: 'accepted', accepted: -6 };
const due: Course = { direction: 'in', issued: -3, acceptance: 'accepted', accepted: -1 };
const owed: Course = { direction: 'in', issued: -5, acceptance: 'accepted' };
const answered: Course = {
  direction: 'in',
  issued: -20,
  acceptance: 'accepted',
  accepted: -18,
  initialReply: -17,
};
const summary: Course = { ...answered, discharged: -10 };
const waiting: Course = { direction: 'out', issued: -7 };
const replyCame: Course = {
  direction: 'out',
  issued: -12,
  accepted: -10,
  acceptance: 'accepted',
  initialReply: -8,
};
const expired: Course = { direction: 'in', issued: -120 };
const closed: Course = { ...answered, finalReply: -15 };
const elsewhere: Course = { direction: 'elsewhere', issued: -30, acceptance: 'accepted', accepted: -28 };
const within: Course = {
  direction: 'in',
  issued: -8,
  acceptance: 'accepted',
  accepted: -8,
  sameInstitution: true,
};

/** The rounds of a queue take these in turn, so that each HIS meets every one of them. */
export const CASES: Record<Scenario, Case[]> = {
  overdue: [
    { own: [overdue], state: 'overdue', count: 1, due: -3 },
    { own: [{ ...due, accepted: -4 }], elsewhere: [elsewhere], state: 'overdue', count: 1, due: -1 },
    { own: [{ direction: 'in', issued: -8, visited: -5 }], state: 'overdue', count: 1, due: -2 },
    { own: [{ ...summary, discharged: -15 }], state: 'overdue', count: 1, due: -1 },
    { own: [overdue, { ...overdue, accepted: -8 }], state: 'overdue', count: 2, due: -5 },
    { own: [overdue, due, arrived, waiting, closed], state: 'overdue', count: 1, due: -3 },
  ],
  due: [
    { own: [due], state: 'due', count: 1, due: 2 },
    { own: [{ ...due, accepted: -3 }], state: 'due', count: 1, due: 0 },
    { own: [due, { ...due, accepted: -2 }, { ...due, accepted: 0 }], state: 'due', count: 3, due: 1 },
    {
      own: [{ direction: 'in', issued: -4, visited: -1 }],
      elsewhere: [elsewhere],
      state: 'due',
      count: 1,
      due: 2,
    },
    { own: [{ ...due, accepted: -1, visited: -9 }, arrived], state: 'due', count: 1, due: 2 },
  ],
  owedUnknown: [
    { own: [owed], state: 'owedUnknown', count: 1 },
    { own: [owed, { ...owed, issued: -30 }], state: 'owedUnknown', count: 2 },
    { own: [owed, arrived, closed], state: 'owedUnknown', count: 1 },
    // Discharged but never replied to: the reply is owed, before the summary is.
    { own: [{ direction: 'in', issued: -20, discharged: -5 }], state: 'owedUnknown', count: 1 },
  ],
  arrived: [
    { own: [arrived], state: 'arrived', count: 1 },
    { own: [{ ...arrived, issued: -89 }], state: 'arrived', count: 1 },
    { own: [{ ...arrived, validUntil: 0 }], elsewhere: [elsewhere], state: 'arrived', count: 1 },
    { own: [{ ...arrived, acceptance: 'cancelled' }, arrived], state: 'arrived', count: 2 },
    // A cancelled acceptance starts no term, however long ago it was.
    {
      own: [{ direction: 'in', issued: -8, acceptance: 'cancelled', accepted: -6 }],
      state: 'arrived',
      count: 1,
    },
  ],
  summaryDue: [
    { own: [summary], state: 'summaryDue', count: 1, due: 4 },
    { own: [{ ...summary, discharged: -14 }], state: 'summaryDue', count: 1, due: 0 },
    { own: [summary, { ...summary, discharged: -12 }], state: 'summaryDue', count: 2, due: 2 },
  ],
  replyArrived: [
    { own: [replyCame], state: 'replyArrived', count: 1 },
    { own: [{ ...replyCame, finalReply: -2, contactHandled: true }], state: 'replyArrived', count: 1 },
    { own: [replyCame, waiting, replyCame], state: 'replyArrived', count: 2 },
  ],
  outgoingWaiting: [
    { own: [waiting], state: 'outgoingWaiting', count: 1 },
    { own: [{ ...waiting, issued: -100, visited: -95 }], state: 'outgoingWaiting', count: 1 },
    { own: [waiting, closed], elsewhere: [elsewhere], state: 'outgoingWaiting', count: 1 },
  ],
  replied: [
    { own: [answered], state: 'replied', count: 1 },
    { own: [closed], state: 'replied', count: 1 },
    { own: [{ ...closed, discharged: -16, noReturnNeeded: true }, answered], state: 'replied', count: 2 },
  ],
  expired: [
    { own: [expired], state: 'expired', count: 1 },
    { own: [{ ...arrived, issued: -90 }], state: 'expired', count: 1 },
    { own: [{ ...arrived, issued: -20, validUntil: -1 }], state: 'expired', count: 1 },
    { own: [{ ...waiting, issued: -95 }, expired], state: 'expired', count: 2 },
  ],
  none: [{ own: [], state: 'none', count: 0 }],
  unknownToNhi: [{ own: [], state: 'none', count: 0 }],
  severalAtOnce: [
    { own: [waiting, arrived, overdue, closed], state: 'overdue', count: 1, due: -3 },
    { own: [arrived, replyCame, due, summary], state: 'due', count: 1, due: 2 },
    { own: [expired, waiting, replyCame, closed], state: 'replyArrived', count: 1 },
    { own: [summary, arrived, arrived, waiting], state: 'arrived', count: 2 },
    { own: [expired, closed, answered], state: 'replied', count: 2 },
    { own: [replyCame, summary, owed, within], state: 'owedUnknown', count: 1 },
  ],
  onlyElsewhere: [
    { own: [], elsewhere: [elsewhere], state: 'none', count: 0 },
    {
      own: [],
      elsewhere: [elsewhere, { ...elsewhere, issued: -60, initialReply: -50 }],
      state: 'none',
      count: 0,
    },
  ],
  newborn: [
    { own: [arrived], state: 'arrived', count: 1 },
    { own: [due], state: 'due', count: 1, due: 2 },
  ],
  // 轉診實施辦法 10: a patient arranged back within the institution is owed no reply, whatever the dates say.
  sameInstitution: [
    { own: [within], state: 'none', count: 0 },
    { own: [within, arrived], state: 'arrived', count: 1 },
  ],
  mother: [
    { own: [waiting], state: 'outgoingWaiting', count: 1 },
    { own: [], state: 'none', count: 0 },
  ],
  child: [
    { own: [due], state: 'due', count: 1, due: 2 },
    { own: [overdue], state: 'overdue', count: 1, due: -3 },
  ],
};
