import { samePatient } from '../../../shared/domain/patient.ts';
import type { AnswerOf } from '../../../shared/protocol/messages.ts';
import type { Whose } from '../../../shared/protocol/schemas.ts';
import { t } from '../../messaging/i18n.ts';
import { patientOnScreen } from '../state/screen.ts';
import { birthText } from '../ui/dates.ts';
import { PersonName } from '../ui/person-name.tsx';
import { ReferralAnswer } from './referral-answer.tsx';

interface Props {
  answer: AnswerOf<'lookup.typed'>;
  view: string;
}

/** An answer that no screen is bound to: headed by its own patient, and says so. */
export function FreeAnswer({ answer, view }: Props) {
  return (
    <article class="patient free">
      <header class="whose">
        <p class="label">{t('not_on_screen')}</p>
        <WhoseLines whose={answer.whose} />
        <Compared whose={answer.whose} />
      </header>
      <ReferralAnswer answer={answer} view={view} />
    </article>
  );
}

export function WhoseLines({ whose: { id, name, birthDate } }: { whose: Whose }) {
  return (
    <>
      <h2>
        <PersonName name={name} /> <span class="id">{id}</span>
      </h2>
      <p>{birthDate ? birthText(birthDate) : t('birth_unknown')}</p>
    </>
  );
}

/** ID and birth date decide. The same ID is told as a fact, and binds nothing. */
function Compared({ whose }: { whose: Whose }) {
  const onScreen = patientOnScreen.value;
  if (onScreen?.id !== whose.id) return null;
  if (!samePatient(onScreen, whose)) return <p class="warn-text">{t('birth_differs')}</p>;
  return <p class="quiet">{t('same_as_screen')}</p>;
}
