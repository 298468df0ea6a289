import { type PatientContext, samePatient } from '../../../shared/domain/patient.ts';
import type { Screen } from '../../../shared/protocol/extension-messages.ts';
import { type Binding, sameBinding } from '../../../shared/protocol/schemas.ts';
import type { Report } from '../../messaging/listen.ts';

export interface PatientShown {
  kind: 'patient';
  binding: Binding;
  page: string;
  patient: PatientContext;
  /** Why nothing is looked up by itself; null where it may be. */
  held: 'app:noUserEvent' | 'app:notVisible' | 'app:noActiveVisit' | null;
}

/** What the tab beside us shows, over all its frames. */
export type Shown =
  | PatientShown
  | { kind: 'silent' | 'waiting' | 'noPatient' | 'masked' | 'several' }
  | { kind: 'moved' | 'unclear'; field: string | null };

/** Of frames without a patient, the one that says most about why decides. */
const WITHOUT_PATIENT = ['waiting', 'masked', 'moved', 'unclear', 'noPatient'] as const;

/** One patient for the whole tab. Two frames that name different people are `several`: nobody guesses. */
export function shownOf(reports: readonly Report[], trusted = false): Shown {
  const patients = reports.map((one) => patientShown(one, trusted)).filter((one) => one !== null);
  const newest = patients.at(-1);
  if (newest)
    return patients.every((one) => samePatient(one.patient, newest.patient)) ? newest : { kind: 'several' };
  const status = WITHOUT_PATIENT.find((name) => reports.some((one) => one.screen.status === name));
  if (!status) return { kind: 'silent' };
  if (status !== 'moved' && status !== 'unclear') return { kind: status };
  const named = reports.find((one) => one.screen.status === status);
  return { kind: status, field: named?.screen.field ?? null };
}

/** May what was bound to `a` stay on the screen for `b`? */
export function sameShown(a: Shown, b: Shown): boolean {
  if (a.kind !== 'patient' || b.kind !== 'patient') return a.kind === b.kind;
  return (
    sameBinding(a.binding, b.binding) &&
    a.patient.id === b.patient.id &&
    a.patient.birthDate === b.patient.birthDate
  );
}

function patientShown({ tab, frame, page, screen }: Report, trusted: boolean): PatientShown | null {
  if (screen.status !== 'patient' || !screen.patient) return null;
  const { nonce, seq, patient } = screen;
  return {
    kind: 'patient',
    binding: { tab, frame, nonce, seq },
    page,
    patient,
    held: heldBack(screen, trusted),
  };
}

function heldBack(screen: Screen, trusted: boolean): PatientShown['held'] {
  if (!screen.trusted && !trusted) return 'app:noUserEvent';
  if (!screen.visible) return 'app:notVisible';
  return screen.activeVisit ? null : 'app:noActiveVisit';
}
