import type { Acceptance, Referral } from '../../contract/documents.ts';
import { LEGAL_CLOCK } from '../reply-clock.ts';
import { addDays, daysBetween, type TaiwanDate } from '../taiwan-date.ts';
import { error, type Finding, type Received, type Rule, warning, when } from './finding.ts';

type Validity = Pick<Referral, 'issuedOn' | 'validUntil'>;

/** The last day that counts beyond doubt: 90 days with the issue day as the first. */
const lastDayOf = (issuedOn: TaiwanDate) => addDays(issuedOn, LEGAL_CLOCK.validityDays - 1);

/**
 * "自開立之日起算，至多九十日" (轉診實施辦法 6). That the issue day counts as the first is our reading, so the
 * day that another reading allows only warns; a later one no reading allows.
 */
export const validity: Rule<Validity> = ({ issuedOn, validUntil }, { today }) => {
  if (!issuedOn || !validUntil) return [];
  const lastDay = lastDayOf(issuedOn);
  const over = daysBetween(lastDay, validUntil);
  return [
    ...when(over > 1, error('validityTooLong', 'validUntil', { lastDay })),
    ...when(over === 1, warning('validityLastDay', 'validUntil', { lastDay })),
    ...when(validUntil < today, warning('referralExpired', 'validUntil', { lastDay: validUntil })),
  ];
};

/** Valid until its day, at the named institution, once (轉診實施辦法 6). */
export const reception: Rule<Pick<Acceptance, 'action' | 'actedOn'>> = (
  { action, actedOn },
  { received },
) => {
  if (!received) return [];
  const accepted = received.acceptance === 'accepted';
  if (action === 'cancel')
    return when(received.acceptance !== undefined && !accepted, warning('nothingToCancel', 'action'));
  return [...when(accepted, error('referralUsed', 'action')), ...expired(received, actedOn)];
};

/** The visit counts, not the day on which somebody got round to accepting. A last day that we reckon warns. */
function expired(received: Received, actedOn: TaiwanDate | null): readonly Finding[] {
  const came = received.visitedOn ?? actedOn;
  if (!came || !received.issuedOn) return [];
  const lastDay = received.validUntil ?? lastDayOf(received.issuedOn);
  const severity = received.validUntil ? error : warning;
  return when(came > lastDay, severity('referralExpired', 'actedOn', { lastDay }));
}
