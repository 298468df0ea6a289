import type { NationalId } from './national-id.ts';
import type { TaiwanDate } from './taiwan-date.ts';

export type Sex = 'M' | 'F';

/** What identifies a patient. ID and birth date decide; a name is for the eye only. */
export interface PatientKey {
  id: NationalId;
  birthDate: TaiwanDate | null;
}

/** What a HIS page says about the patient on the screen. */
export interface PatientContext extends PatientKey {
  name: string | null;
  sex: Sex | null;
  chartNo: string | null;
  department: string | null;
  doctor: string | null;
  visitType: string | null;
}

/**
 * Same person? Names are never compared: the card cuts them at 20 bytes and holds user-defined characters.
 * A birth date that one side does not have cannot speak against; two that differ do.
 */
export function samePatient(a: PatientKey, b: PatientKey): boolean {
  return a.id === b.id && (a.birthDate === null || b.birthDate === null || a.birthDate === b.birthDate);
}
