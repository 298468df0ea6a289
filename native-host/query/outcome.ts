import { type BadgeState, type BadgeStateName, badgeOf, standing } from '../../shared/domain/badge-state.ts';
import type { ClockRules } from '../../shared/domain/reply-clock.ts';
import { taiwanToday } from '../../shared/domain/taiwan-date.ts';
import { toErrorBody } from '../../shared/protocol/errors/texts.ts';
import type { ErrorBody, QueryOutcome, Whose } from '../../shared/protocol/schemas.ts';
import type { QueryAnswer } from './decode.ts';

/** What one query came to, before it is told to anybody. */
export type Result =
  | { kind: 'answer'; answer: QueryAnswer; source: 'live' | 'cache'; at: number }
  | { kind: 'failed'; error: ErrorBody }
  | { kind: 'notAsked' };

/** States that tell the user which card to put in; every other failure is "cannot tell". */
const CARD_STATES: Partial<Record<string, BadgeStateName>> = {
  'app:insertPatientCard': 'insertPatientCard',
  'app:cardOtherPatient': 'insertPatientCard',
  'app:insertDoctorCard': 'insertDoctorCard',
};

/** A failure as a result. Giving up is none: the caller has gone, so it is thrown on. */
export function failed(thrown: unknown): Result {
  const error = toErrorBody(thrown);
  if (error.key === 'wire:cancelled') throw thrown;
  return { kind: 'failed', error };
}

/** The badge that query 1 decides, by itself. */
export function badgeFrom(own: Result, now: number, rules: ClockRules): BadgeState {
  if (own.kind !== 'answer') {
    const state = (own.kind === 'failed' && CARD_STATES[own.error.key]) || 'cannotTell';
    return { state, count: 0, dueOn: null, source: null, asOf: null };
  }
  const badge = badgeOf(own.answer.referrals, taiwanToday(now), rules);
  return { ...badge, source: own.source, asOf: new Date(own.at).toISOString() };
}

/** The result with all its details, for the panel's eyes. */
export function outcomeFrom(result: Result, now: number, rules: ClockRules): QueryOutcome {
  if (result.kind !== 'answer') return result;
  const referrals = [...result.answer.referrals];
  const today = taiwanToday(now);
  const standings = referrals.map((referral) => standing(referral, today, rules));
  return {
    kind: 'answer',
    referrals,
    standings,
    source: result.source,
    asOf: new Date(result.at).toISOString(),
  };
}

/** Has the patient referrals at other institutions? Null while nobody knows. */
export function elsewhereFrom(other: Result): boolean | null {
  return other.kind === 'answer' ? other.answer.referrals.length > 0 : null;
}

/** Whose the answers are: the ID that was asked for, and what the NHI says of the person. */
export function whoseFrom(id: Whose['id'], own: Result, other: Result): Whose {
  const answered = [own, other].flatMap((one) => (one.kind === 'answer' ? [one.answer.whose] : []));
  return {
    id,
    name: answered.find((whose) => whose.name)?.name ?? null,
    birthDate: answered.find((whose) => whose.birthDate)?.birthDate ?? null,
  };
}
