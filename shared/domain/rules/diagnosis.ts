import type { Referral } from '../../contract/documents.ts';
import { icdCode } from '../icd.ts';
import { error, type Finding, type Rule, stated, warning, when } from './finding.ts';

type Diagnoses = Pick<Referral, 'diagnoses'>;

/** The form has three lines, one of them the main diagnosis. ICD is not in the legal list: none at all warns. */
export const diagnoses: Rule<Diagnoses> = ({ diagnoses }) => {
  if (diagnoses.length === 0) return [warning('diagnosisMissing', 'diagnoses')];
  const mains = diagnoses.filter(({ rank }) => rank === 'main').length;
  return [
    ...when(mains === 0, error('mainDiagnosisMissing', 'diagnoses')),
    ...when(mains > 1, error('mainDiagnosisRepeated', 'diagnoses')),
    ...diagnoses.flatMap(({ code }, i) => icdFindings(`diagnoses[${i}].code`, code)),
    ...repeated(diagnoses),
  ];
};

function repeated(diagnoses: Diagnoses['diagnoses']): Finding[] {
  const codes = diagnoses.map(({ code }) => (stated(code) ? icdCode(code)?.code : undefined));
  return codes.flatMap((code, i) =>
    when(code !== undefined && codes.indexOf(code) < i, warning('diagnosisRepeated', `diagnoses[${i}].code`)),
  );
}

/** The form's field takes ICD-10-CM and PCS; PCS is for procedures, so it is pointed out. */
export function icdFindings(key: string, code: string | null): readonly Finding[] {
  if (!stated(code)) return [];
  const read = icdCode(code);
  if (!read) return [error('icdShape', key)];
  return [
    ...when(!isPlain(code, read.code), warning('icdAsTyped', key)),
    ...when(read.system === 'pcs', warning('icdIsProcedure', key)),
  ];
}

/** What is sent is what was typed: lower case, full width and spaces may not be read elsewhere. The point is free. */
const isPlain = (typed: string, code: string) => typed === code || typed === code.replace('.', '');

export const mainDiagnosis: Rule<{ 'mainDiagnosis.code': string | null }> = (reply) =>
  icdFindings('mainDiagnosis.code', reply['mainDiagnosis.code']);
