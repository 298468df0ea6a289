import type { Referral } from '../../contract/documents.ts';
import { error, type Rule, stated, warning, when } from './finding.ts';

type Purpose = Pick<Referral, 'purpose' | 'examinationItems' | 'purposeNote'>;

/** 轉診目的 4 and 6 have a blank of their own on the form (附表二); filled in beside another purpose, it is lost. */
export const purpose: Rule<Purpose> = ({ purpose, examinationItems, purposeNote }) => [
  ...when(
    purpose === 'examination' && !stated(examinationItems),
    error('examinationItemsMissing', 'examinationItems'),
  ),
  ...when(purpose === 'other' && !stated(purposeNote), error('purposeNoteMissing', 'purposeNote')),
  ...when(
    purpose !== null && purpose !== 'examination' && stated(examinationItems),
    warning('purposeTextUnused', 'examinationItems'),
  ),
  ...when(
    purpose !== null && purpose !== 'other' && stated(purposeNote),
    warning('purposeTextUnused', 'purposeNote'),
  ),
];
