import { DEPARTMENTS, PURPOSES, type Words, wordsOf } from '../../../shared/domain/form-words.ts';
import type { TaiwanDate } from '../../../shared/domain/taiwan-date.ts';
import { language, t } from '../../messaging/i18n.ts';
import { dayText } from '../ui/dates.ts';
import { Fact, Facts } from '../ui/facts.tsx';
import type { Referral } from './referral-item.tsx';

/** All that the NHI told of one referral, in the order of the paper form. */
export function ReferralFacts({ referral }: { referral: Referral }) {
  return (
    <Facts>
      <Fact label={t('field_sender')} value={institution(referral.sender)} />
      <Fact label={t('field_receiver')} value={institution(referral.receiver)} />
      <Fact label={t('field_department')} value={coded(DEPARTMENTS, referral.department)} />
      <Fact label={t('field_purpose')} value={coded(PURPOSES, referral.purpose)} />
      <Fact label={t('field_institutionReferralNo')} value={referral.institutionReferralNo} />
      <Fact label={t('field_platformReferralNo')} value={referral.platformReferralNo} />
      <Dates referral={referral} />
      <Fact label={t('field_diagnosis')} value={diagnosis(referral)} />
      <Fact label={t('field_summary')} value={referral.summary} />
      <Fact label={t('field_replySummary')} value={referral.replySummary} />
      <Fact label={t('field_marks')} value={marks(referral)} />
    </Facts>
  );
}

function Dates({ referral }: { referral: Referral }) {
  return (
    <>
      <Fact label={t('field_issuedOn')} value={day(referral.issuedOn)} />
      <Fact label={t('field_validUntil')} value={day(referral.validUntil)} />
      <Fact label={t('field_acceptance')} value={acceptance(referral)} />
      <Fact label={t('field_visitedOn')} value={day(referral.visitedOn)} />
      <Fact label={t('field_dischargedOn')} value={day(referral.dischargedOn)} />
      <Fact label={t('field_initialReplyOn')} value={day(referral.initialReplyOn)} />
      <Fact label={t('field_finalReplyOn')} value={day(referral.finalReplyOn)} />
    </>
  );
}

function day(value: TaiwanDate | null): string | null {
  return value && dayText(value);
}

function institution({ code, name }: Referral['sender']): string {
  return name ? `${name} ${code}` : code;
}

function coded(table: Readonly<Record<string, Words>>, code: string | null): string | null {
  const words = wordsOf(table, code);
  return words ? `${words[language()]} (${code})` : code;
}

function diagnosis({ diagnosisCode, diagnosisName }: Referral): string | null {
  return [diagnosisCode, diagnosisName].filter(Boolean).join(' ') || null;
}

function acceptance({ acceptance, acceptedOn }: Referral): string {
  return [t(`acceptance_${acceptance}`), day(acceptedOn)].filter(Boolean).join(' ');
}

function marks({ contactHandled, noReturnNeeded }: Referral): string | null {
  const set = [contactHandled && t('mark_contactHandled'), noReturnNeeded && t('mark_noReturnNeeded')];
  return set.filter(Boolean).join(' · ') || null;
}
