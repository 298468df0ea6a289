import type { AnswerOf } from '../../../shared/protocol/messages.ts';
import type { QueryOutcome } from '../../../shared/protocol/schemas.ts';
import { t } from '../../messaging/i18n.ts';
import { instantText } from '../ui/dates.ts';
import { Notice } from '../ui/notice.tsx';
import { dueText, knownState, stateText, TONES } from './standing.ts';

interface Props {
  badge: AnswerOf<'referrals.read'>['badge'];
  own: QueryOutcome;
}

/** The badge in words: state, count, due day as reckoned, and where the knowledge comes from. */
export function BadgeWords({ badge, own }: Props) {
  const state = knownState(badge.state);
  // Whatever the badge says: a query that failed or was not asked never reads as "none".
  if (!state || own.kind !== 'answer') return <Notice tone="warn" title={t('state_cannotTell')} />;
  const title = badge.count > 1 ? t('state_count', stateText(state), badge.count) : stateText(state);
  return (
    <Notice tone={TONES[state]} title={title}>
      {badge.dueOn && <p>{dueText(badge.dueOn)}</p>}
      <Source outcome={own} />
    </Notice>
  );
}

export function Source({ outcome }: { outcome: QueryOutcome }) {
  if (outcome.kind !== 'answer') return null;
  return <p class="quiet">{t(`source_${outcome.source}`, instantText(outcome.asOf))}</p>;
}
