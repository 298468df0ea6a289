import type { ReferralSummary } from './referral.ts';
import { addDays, type TaiwanDate } from './taiwan-date.ts';

/**
 * How the legal terms are reckoned. Configuration, not constants: whether the three days start at the visit
 * or at acceptance, and whether they are working days, is nowhere stated (referral-rules, confidence D).
 */
export interface ClockRules {
  /** Which event starts the reply term: the first of these that has a date. */
  start: readonly ('acceptedOn' | 'visitedOn')[];
  /** 醫療法施行細則 51: initial handling and advice within 3 days. */
  replyDays: number;
  /** 醫療法施行細則 51: discharge summary within 2 weeks after discharge. */
  summaryDays: number;
  /** 轉診實施辦法 6: at most 90 days from the issue day; last valid day = issue day + 89. */
  validityDays: number;
  /** Days off, where the hospital loaded its yearly calendar; without one nothing rolls. */
  holidays: readonly string[];
}

export const LEGAL_CLOCK: ClockRules = {
  start: ['acceptedOn', 'visitedOn'],
  replyDays: 3,
  summaryDays: 14,
  validityDays: 90,
  holidays: [],
};

/** The day of an acceptance that still stands: a cancelled one starts no term. */
export function acceptedOn(referral: ReferralSummary): TaiwanDate | null {
  return referral.acceptance === 'cancelled' ? null : referral.acceptedOn;
}

/** The last day on which the initial reply is in time; null where no start is known. */
export function replyDueOn(referral: ReferralSummary, rules: ClockRules): TaiwanDate | null {
  const days = { acceptedOn: acceptedOn(referral), visitedOn: referral.visitedOn };
  const start = rules.start.map((event) => days[event]).find((day) => day !== null);
  return start ? rollOverHolidays(addDays(start, rules.replyDays), rules) : null;
}

/** The last day for the discharge summary; null while the patient is not known to be discharged. */
export function summaryDueOn(referral: ReferralSummary, rules: ClockRules): TaiwanDate | null {
  return referral.dischargedOn
    ? rollOverHolidays(addDays(referral.dischargedOn, rules.summaryDays), rules)
    : null;
}

/** The last day on which the patient may use the referral. */
export function validUntil(referral: ReferralSummary, rules: ClockRules): TaiwanDate {
  return referral.validUntil ?? addDays(referral.issuedOn, rules.validityDays - 1);
}

function rollOverHolidays(day: TaiwanDate, rules: ClockRules): TaiwanDate {
  let due = day;
  while (rules.holidays.includes(due)) due = addDays(due, 1);
  return due;
}
