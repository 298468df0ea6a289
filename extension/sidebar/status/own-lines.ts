import { type DoctorLine, note, troubleLine } from '../../../shared/protocol/doctor-texts.ts';
import type { Shown } from '../state/shown.ts';
import type { Access } from '../state/site.ts';

/** The two links that only the browser sees: may we work on the page beside us, and can its patient be told? */
export function ownLines(shown: Shown, access: Access): DoctorLine[] {
  return [siteLine(access), pageLine(shown, access)];
}

function siteLine(access: Access): DoctorLine {
  const line = { link: 'site', error: null };
  if (access === 'permitted') return { ...line, state: 'ok', notes: [note('permitted')] };
  if (access === 'foreign') return { ...line, state: 'skipped', notes: [note('notAPage')] };
  // A new tab has no address either: nothing need be broken.
  return { ...troubleLine('site', 'app:noSitePermission', [note('besidePanel')]), state: 'warn' };
}

function pageLine(shown: Shown, access: Access): DoctorLine {
  const line = { link: 'page', error: null };
  if (access !== 'permitted') return { ...line, state: 'skipped', notes: [note('after', 'site')] };
  switch (shown.kind) {
    case 'patient':
      return { ...line, state: 'ok', notes: [note('patientRead')] };
    case 'noPatient':
      return { ...line, state: 'ok', notes: [note('noPatient')] };
    case 'waiting':
      return { ...line, state: 'skipped', notes: [note('waiting')] };
    case 'several':
      return { ...line, state: 'warn', notes: [note('several')] };
    case 'masked':
      return troubleLine('page', 'app:idMasked');
    case 'moved':
      return troubleLine('page', 'app:adapterMoved', [], shown.field ?? undefined);
    case 'unclear':
      return troubleLine('page', 'app:identityUnclear', [], shown.field ?? undefined);
    case 'silent':
      return troubleLine('page', 'app:noAdapter');
  }
}
