import type { ReferralSummary } from './referral.ts';
import { acceptedOn, type ClockRules, replyDueOn, summaryDueOn, validUntil } from './reply-clock.ts';
import type { TaiwanDate } from './taiwan-date.ts';

/** What referrals can say, most urgent first. The order is the rule by which one state wins. */
export const REFERRAL_STATES = [
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
] as const;

/** What stands beside them: nothing is known about referrals, and why. */
export const OTHER_STATES = [
  'lookingUp',
  'cannotTell',
  'insertPatientCard',
  'insertDoctorCard',
  'noPermission',
  'noHelper',
] as const;

export type ReferralState = (typeof REFERRAL_STATES)[number];
export type BadgeStateName = ReferralState | (typeof OTHER_STATES)[number];

export interface BadgeState {
  state: BadgeStateName;
  /** How many referrals are in that state. */
  count: number;
  /** Reckoned by law, the earliest of them. */
  dueOn: TaiwanDate | null;
  source: 'live' | 'cache' | 'mirror' | null;
  /** When the NHI said so, ISO instant. */
  asOf: string | null;
}

export interface Standing {
  state: Exclude<ReferralState, 'none'>;
  dueOn: TaiwanDate | null;
}

/** Where one referral stands today; null when it asks nothing of us and never did (同院, article 10). */
export function standing(referral: ReferralSummary, today: TaiwanDate, rules: ClockRules): Standing | null {
  if (referral.direction === 'elsewhere') return null;
  // Two codes that are both missing are not the same institution.
  if (referral.sender.code !== '' && referral.sender.code === referral.receiver.code) return null;
  return referral.direction === 'in' ? incoming(referral, today, rules) : outgoing(referral, today, rules);
}

/** The badge of one patient, from a complete answer of query 1. */
export function badgeOf(
  referrals: readonly ReferralSummary[],
  today: TaiwanDate,
  rules: ClockRules,
): Pick<BadgeState, 'state' | 'count' | 'dueOn'> {
  const all = referrals.map((referral) => standing(referral, today, rules)).filter((one) => one !== null);
  const state = REFERRAL_STATES.find((name) => all.some((one) => one.state === name)) ?? 'none';
  const winners = all.filter((one) => one.state === state);
  const dates = winners.map((one) => one.dueOn).filter((day) => day !== null);
  return { state, count: winners.length, dueOn: dates.sort()[0] ?? null };
}

/** Initial reply and discharge summary are two duties: the more urgent one that is open decides. */
function incoming(referral: ReferralSummary, today: TaiwanDate, rules: ClockRules): Standing {
  if (referral.finalReplyOn) return { state: 'replied', dueOn: null };
  const open = [replyStanding(referral, today, rules), summaryStanding(referral, today, rules)];
  const found = REFERRAL_STATES.map((name) => open.find((one) => one?.state === name)).find((one) => one);
  return found ?? { state: 'replied', dueOn: null };
}

function replyStanding(referral: ReferralSummary, today: TaiwanDate, rules: ClockRules): Standing | null {
  if (referral.initialReplyOn) return null;
  const dueOn = replyDueOn(referral, rules);
  if (dueOn) return { state: today > dueOn ? 'overdue' : 'due', dueOn };
  if (wasUsed(referral)) return { state: 'owedUnknown', dueOn: null };
  return { state: today > validUntil(referral, rules) ? 'expired' : 'arrived', dueOn: null };
}

function summaryStanding(referral: ReferralSummary, today: TaiwanDate, rules: ClockRules): Standing | null {
  const dueOn = summaryDueOn(referral, rules);
  return dueOn && { state: today > dueOn ? 'overdue' : 'summaryDue', dueOn };
}

function outgoing(referral: ReferralSummary, today: TaiwanDate, rules: ClockRules): Standing {
  if (referral.initialReplyOn ?? referral.finalReplyOn) return { state: 'replyArrived', dueOn: null };
  const expired = !wasUsed(referral) && today > validUntil(referral, rules);
  return { state: expired ? 'expired' : 'outgoingWaiting', dueOn: null };
}

/** Did the patient come, or the receiver take the patient on? Then the referral cannot expire any more. */
function wasUsed(referral: ReferralSummary): boolean {
  const came = referral.visitedOn ?? referral.dischargedOn;
  return came !== null || acceptedOn(referral) !== null || referral.acceptance === 'accepted';
}
