import { type PatientKey, samePatient } from '../../../shared/domain/patient.ts';
import { CodedError } from '../../../shared/protocol/errors/codes.ts';
import { toErrorBody } from '../../../shared/protocol/errors/texts.ts';
import type { ErrorBody, Whose } from '../../../shared/protocol/schemas.ts';

/** Null when the answer is about `patient`. An answer about anyone else is dropped, and says that it was. */
export function misfit(patient: PatientKey | null, { whose }: { whose: Whose }): ErrorBody | null {
  if (patient && samePatient(patient, whose)) return null;
  return toErrorBody(new CodedError('app:answerOtherPatient'));
}
