import type { Referral } from '../../contract/documents.ts';
import { error, type Rule, stated, warning, when } from './finding.ts';

/** 轉診實施辦法 7. Whether the NHI turns away a referral that lacks one of them is not known. */
const LEGAL_CONTENT = [
  'sender.doctorName',
  'receiver.name',
  'receiver.address',
  'receiver.phone',
  'receiver.department',
  'validUntil',
] as const;
type Content = Pick<
  Referral,
  (typeof LEGAL_CONTENT)[number] | 'summary' | 'examination' | 'medication' | 'consent' | 'purpose'
>;

/** What the law wants on a referral, beyond what the contract requires. */
export const legalContent: Rule<Content> = (referral) => [
  ...LEGAL_CONTENT.filter((key) => !stated(referral[key])).map((key) => warning('legalContentMissing', key)),
  ...when(
    ![referral.summary, referral.examination, referral.medication].some(stated),
    error('summaryMissing', 'summary'),
  ),
];

/** 轉診實施辦法 3: a referral is the patient's consent. In an emergency care comes first. */
export const consent: Rule<Content> = (referral) => {
  const severity = referral.purpose === 'emergency' ? warning : error;
  return when(referral.consent === 'no', severity('consentMissing', 'consent'));
};
