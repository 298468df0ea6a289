import type { AnyDocument } from '../../contract/documents.ts';
import { checksumHolds, nationalId } from '../national-id.ts';
import { error, type Finding, type Rule, stated, warning, when } from './finding.ts';

/** ID and birth date decide who it is; a name never does (see `samePatient`). */
export const samePatient: Rule<AnyDocument> = (document, { received }) => {
  if (!received) return [];
  return (['patient.id', 'patient.birthDate'] as const)
    .filter((key) => stated(document[key]) && stated(received[key]) && document[key] !== received[key])
    .map((key) => error('patientDiffers', key));
};

/** Newborn and temporary IDs exist and may fail: these warn (referral-rules, D). */
export const ids: Rule<AnyDocument> = (document) =>
  ['patient.id', 'sender.doctorId', 'replier.doctorId'].flatMap((key) => {
    const text = document[key];
    return stated(text) ? idFindings(key, text) : [];
  });

function idFindings(key: string, text: string): readonly Finding[] {
  const id = nationalId(text);
  // As it stands: what only reads as an ID once tidied up would go out untidy.
  if (id !== text) return [warning('idShape', key)];
  return when(!checksumHolds(id), warning('idChecksum', key));
}

/** Extensions, two numbers, a note beside them: all are used. Without a digit it is no number. */
export const phones: Rule<AnyDocument> = (document) =>
  ['sender', 'receiver', 'replier', 'patient']
    .flatMap((who) => [`${who}.phone`, `${who}.fax`])
    .filter((key) => stated(document[key]) && !/\d/.test(document[key].normalize('NFKC')))
    .map((key) => warning('phoneWithoutDigits', key));
