import { useLayoutEffect, useRef } from 'preact/hooks';
import { samePatient } from '../../../shared/domain/patient.ts';
import type { Whose } from '../../../shared/protocol/schemas.ts';
import { t } from '../../messaging/i18n.ts';
import { WhoseLines } from '../referrals/free-answer.tsx';
import { patientOnScreen } from '../state/screen.ts';
import { Key } from '../ui/key.tsx';
import { lookUpCard } from './card.ts';

/** Whose card it is, whether that is the patient on the screen, and one button. */
export function Offer({ whose }: { whose: Whose }) {
  const button = useRef<HTMLButtonElement>(null);
  // Enter looks up, unless the doctor is typing elsewhere.
  useLayoutEffect(() => {
    if (document.activeElement === document.body) button.current?.focus();
  }, [whose.id]);
  return (
    <section class="offer" aria-label={t('card_in_reader')}>
      <p class="quiet">{t('card_in_reader')}</p>
      <Comparison whose={whose} />
      <div class="whose-card">
        <WhoseLines whose={whose} />
      </div>
      <button type="button" class="main" ref={button} onClick={lookUpCard}>
        {t('card_look_up')} <Key name="Enter" />
      </button>
    </section>
  );
}

/** ID and birth date decide; names are cut at 20 bytes on the card and never compared. */
function Comparison({ whose }: { whose: Whose }) {
  const onScreen = patientOnScreen.value;
  if (!onScreen) return <p class="chip info">{t('card_no_patient')}</p>;
  return samePatient(onScreen, whose) ? (
    <p class="chip good">{t('card_same')}</p>
  ) : (
    <p class="chip bad" role="alert">
      {t('card_other')}
    </p>
  );
}
