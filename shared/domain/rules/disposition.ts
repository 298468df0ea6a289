import type { Reply } from '../../contract/documents.ts';
import type { Problem } from '../problem.ts';
import { error, type Rule, stated, warning, when } from './finding.ts';

type Disposition = NonNullable<Reply['disposition']>;
type Blank =
  | 'dispositionHospital'
  | 'dispositionWard'
  | 'dispositionDepartment'
  | 'advice'
  | 'dispositionNote';
export type Handling = Pick<
  Reply,
  'stage' | 'disposition' | 'dischargedOn' | 'treatment' | 'findings' | 'mainDiagnosis.code' | Blank
>;

/** The blank that the form leaves in each 處理情形 (附表二). */
const BLANKS: Record<Disposition, { key: Blank; code: Problem['code'] }> = {
  emergencyReferred: { key: 'dispositionHospital', code: 'dispositionHospitalMissing' },
  emergencyAdmitted: { key: 'dispositionWard', code: 'dispositionWardMissing' },
  admitted: { key: 'dispositionWard', code: 'dispositionWardMissing' },
  outpatient: { key: 'dispositionDepartment', code: 'dispositionDepartmentMissing' },
  treatedReturned: { key: 'advice', code: 'adviceMissing' },
  other: { key: 'dispositionNote', code: 'dispositionNoteMissing' },
};

/** Blanks that mean something beside their own choice only; advice and notes belong to any reply. */
const OWN_BLANKS = ['dispositionHospital', 'dispositionWard', 'dispositionDepartment'] as const;

export const disposition: Rule<Handling> = (reply) => {
  if (!reply.disposition) return [];
  const { key, code } = BLANKS[reply.disposition];
  const foreign = OWN_BLANKS.filter((blank) => blank !== key && stated(reply[blank]));
  return [
    ...when(!stated(reply[key]), error(code, key)),
    ...foreign.map((blank) => warning('dispositionTextUnused', blank)),
  ];
};

/** 醫療法施行細則 51: initial handling and advice first, the discharge summary after discharge. */
export const stage: Rule<Handling> = (reply) => {
  const admitted = reply.disposition === 'admitted' || reply.disposition === 'emergencyAdmitted';
  const saysWhy = reply.dischargedOn !== null || stated(reply.dispositionNote);
  const content = [reply.treatment, reply.findings, reply.advice, reply.dispositionNote].some(stated);
  return [
    ...when(
      reply.stage === 'final' && admitted && !saysWhy,
      warning('finalWithoutDischarge', 'dischargedOn'),
    ),
    ...when(!content, warning('replyEmpty', 'treatment')),
    ...when(
      reply.stage === 'final' && !stated(reply['mainDiagnosis.code']),
      warning('diagnosisMissing', 'mainDiagnosis.code'),
    ),
  ];
};
