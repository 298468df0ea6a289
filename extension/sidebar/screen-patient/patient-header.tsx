import type { PatientContext } from '../../../shared/domain/patient.ts';
import { t } from '../../messaging/i18n.ts';
import { birthText } from '../ui/dates.ts';
import { PersonName } from '../ui/person-name.tsx';

/** Whose everything below is. Stays in sight while the rest scrolls. */
export function PatientHeader({ patient }: { patient: PatientContext }) {
  const { id, name, birthDate, sex, chartNo, department, visitType } = patient;
  return (
    <header class="whose">
      <p class="label">{t('screen_label')}</p>
      <h2>
        <PersonName name={name} /> <span class="id">{id}</span>
      </h2>
      <p>
        {birthDate ? birthText(birthDate) : t('birth_unknown')}
        {sex && ` · ${t(`sex_${sex}`)}`}
        {chartNo && ` · ${t('chart_no', chartNo)}`}
      </p>
      <p class="quiet">{[department, visitType].filter(Boolean).join(' · ')}</p>
    </header>
  );
}
