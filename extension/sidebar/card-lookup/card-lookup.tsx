import { t } from '../../messaging/i18n.ts';
import { FreeAnswer } from '../referrals/free-answer.tsx';
import { host } from '../state/host.ts';
import { CallProgress } from '../ui/call-progress.tsx';
import { ErrorNotice, Notice } from '../ui/notice.tsx';
import { card, cardLookup, watchError, withdrawn } from './card.ts';
import { Offer } from './offer.tsx';

/** The NHI card in the plain reader: offered, never looked up by itself. */
export function CardLookup() {
  const { running, answer, error } = cardLookup.state.value;
  return (
    <>
      <Reader />
      {running && <CallProgress phase={running.phase} onCancel={cardLookup.cancel} />}
      {error && <ErrorNotice error={error} />}
      {answer && <FreeAnswer answer={answer} view="card" />}
    </>
  );
}

function Reader() {
  if (host.value.state === 'failed' && host.value.error) return <ErrorNotice error={host.value.error} />;
  if (watchError.value) return <ErrorNotice error={watchError.value} />;
  const now = card.value;
  if (!now) return <p role="status">{t('card_watching')}</p>;
  if (now.state === 'card' && now.whose) {
    return withdrawn.value === now.offer ? <Withdrawn /> : <Offer whose={now.whose} />;
  }
  if (now.error) return <ErrorNotice error={now.error} />;
  const { state } = now;
  return (
    <Notice tone={state === 'empty' ? 'info' : 'warn'} title={t(`card_${state}`)}>
      <p>{t(`card_${state}_next`)}</p>
    </Notice>
  );
}

/** The screen changed under the card: whose it is shows only when asked for. */
function Withdrawn() {
  const show = () => {
    withdrawn.value = null;
  };
  return (
    <Notice tone="info" title={t('card_withdrawn')}>
      <div class="actions">
        <button type="button" onClick={show}>
          {t('card_show')}
        </button>
      </div>
    </Notice>
  );
}
