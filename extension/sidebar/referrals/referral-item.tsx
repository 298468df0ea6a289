import type { QueryOutcome } from '../../../shared/protocol/schemas.ts';
import { t } from '../../messaging/i18n.ts';
import { dayText } from '../ui/dates.ts';
import { ReferralFacts } from './referral-facts.tsx';
import { dueText, knownState, stateText, TONES } from './standing.ts';

type Answer = Extract<QueryOutcome, { kind: 'answer' }>;
export type Referral = Answer['referrals'][number];
export type Standing = Answer['standings'][number];

interface Props {
  referral: Referral;
  standing: Standing;
  open: boolean;
}

/** One referral: who sent whom where and how it stands; the rest at one key press. */
export function ReferralItem({ referral, standing, open }: Props) {
  const { direction, sender, receiver } = referral;
  return (
    <li>
      <details class="referral" open={open}>
        <summary>
          <span class={`direction ${direction}`}>{t(`direction_${direction}`)}</span>
          <span class="across">
            {direction !== 'out' && <bdi>{nameOf(sender)}</bdi>}
            {direction !== 'in' && ' → '}
            {direction !== 'in' && <bdi>{nameOf(receiver)}</bdi>}
          </span>
          <span class="quiet">{dayText(referral.issuedOn)}</span>
          <StandingChip standing={standing} />
        </summary>
        <ReferralFacts referral={referral} />
      </details>
    </li>
  );
}

function nameOf({ code, name }: Referral['sender']): string {
  return name ?? code;
}

function StandingChip({ standing }: { standing: Standing }) {
  const state = standing && knownState(standing.state);
  if (!standing || !state) return null;
  return (
    <span class={`chip ${TONES[state]}`}>
      {stateText(state)}
      {standing.dueOn && <small>{dueText(standing.dueOn)}</small>}
    </span>
  );
}
