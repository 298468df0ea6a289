import { REFERRAL_STATES } from '../../../shared/domain/badge-state.ts';
import type { AnswerOf } from '../../../shared/protocol/messages.ts';
import type { QueryOutcome } from '../../../shared/protocol/schemas.ts';
import { t } from '../../messaging/i18n.ts';
import { ErrorNotice } from '../ui/notice.tsx';
import { BadgeWords, Source } from './badge-words.tsx';
import { type Referral, ReferralItem, type Standing } from './referral-item.tsx';
import { knownState } from './standing.ts';

type Answer = Pick<AnswerOf<'lookup.typed'>, 'badge' | 'own' | 'other'>;

interface Props {
  answer: Answer;
  /** Tells the headings of two views apart. */
  view: string;
}

/** Both queries of one patient, apart: query 2 may fail without a word in the part of query 1. */
export function ReferralAnswer({ answer: { badge, own, other }, view }: Props) {
  return (
    <>
      <BadgeWords badge={badge} own={own} />
      <section aria-labelledby={`${view}-own`}>
        <h3 id={`${view}-own`}>{t('own_title')}</h3>
        <Outcome outcome={own} empty={t('own_empty')} />
      </section>
      <section aria-labelledby={`${view}-other`}>
        <h3 id={`${view}-other`}>{t('other_title')}</h3>
        <Outcome outcome={other} empty={t('other_empty')} />
        <Source outcome={other} />
      </section>
    </>
  );
}

function Outcome({ outcome, empty }: { outcome: QueryOutcome; empty: string }) {
  if (outcome.kind === 'failed') return <ErrorNotice error={outcome.error} />;
  if (outcome.kind === 'notAsked') return <p class="quiet">{t('not_asked')}</p>;
  if (outcome.referrals.length === 0) return <p>{empty}</p>;
  return <ReferralList referrals={outcome.referrals} standings={outcome.standings} />;
}

function ReferralList({ referrals, standings }: { referrals: Referral[]; standings: Standing[] }) {
  const rows = referrals.map((referral, at) => ({ referral, standing: standings[at] ?? null }));
  rows.sort((a, b) => urgency(a.standing) - urgency(b.standing));
  return (
    <ul class="referrals">
      {rows.map(({ referral, standing }) => (
        <ReferralItem
          key={`${referral.platformReferralNo}/${referral.institutionReferralNo}/${referral.issuedOn}`}
          referral={referral}
          standing={standing}
          open={rows.length === 1 || urgency(standing) <= LAST_THAT_ASKS}
        />
      ))}
    </ul>
  );
}

/** From here on nothing is asked of the doctor: those stay folded. */
const LAST_THAT_ASKS = REFERRAL_STATES.indexOf('replyArrived');

function urgency(standing: Standing): number {
  const state = standing && knownState(standing.state);
  return state ? REFERRAL_STATES.indexOf(state) : REFERRAL_STATES.length;
}
