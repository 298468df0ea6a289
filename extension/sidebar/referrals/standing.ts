import { REFERRAL_STATES, type ReferralState } from '../../../shared/domain/badge-state.ts';
import type { TaiwanDate } from '../../../shared/domain/taiwan-date.ts';
import { type MessageKey, t } from '../../messaging/i18n.ts';
import { dayText, distanceText } from '../ui/dates.ts';
import type { Tone } from '../ui/notice.tsx';

/** How loud each state speaks. */
export const TONES: Readonly<Record<ReferralState, Tone>> = {
  overdue: 'bad',
  due: 'warn',
  owedUnknown: 'warn',
  arrived: 'warn',
  summaryDue: 'warn',
  replyArrived: 'info',
  outgoingWaiting: 'info',
  replied: 'good',
  expired: 'info',
  none: 'info',
};

/** Null for a state that this build does not know: the referral is shown, its standing is not guessed. */
export function knownState(state: string): ReferralState | null {
  return REFERRAL_STATES.find((name) => name === state) ?? null;
}

export function stateText(state: ReferralState): string {
  return t(`state_${state}` satisfies MessageKey);
}

/** `回復期限 114/11/27（依規定推算），還有 2 天`. */
export function dueText(dueOn: TaiwanDate): string {
  return t('due_on', dayText(dueOn), distanceText(dueOn));
}
