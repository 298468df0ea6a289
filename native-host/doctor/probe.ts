import type { DoctorLink } from '../../shared/protocol/doctor-links.ts';
import type { Note } from '../../shared/protocol/doctor-texts.ts';
import { CodedError, type ErrorKey } from '../../shared/protocol/errors/codes.ts';
import type { CardDesk } from '../card-desk.ts';
import type { Log } from '../log/log.ts';
import type { Parts } from '../parts.ts';
import type { Call } from '../wire/handlers.ts';

export interface DoctorParts {
  parts: Parts;
  desk: Pick<CardDesk, 'look'>;
  log: Log;
}

/** What a link is like. The notes hold no patient data. */
export interface Finding {
  state: 'ok' | 'warn' | 'fail' | 'skipped';
  notes: Note[];
  error?: ErrorKey;
}

/** Looks at one link. Throws a CodedError where the link is broken. */
export interface Probe {
  link: DoctorLink;
  /** Links without which there is nothing to look at. */
  needs: readonly DoctorLink[];
  /** Links that what is remembered went through: while one is down, it is no sign that all is well now. */
  past?: readonly DoctorLink[];
  run(parts: DoctorParts, call: Call): Promise<Finding>;
}

export const ok = (...notes: Note[]): Finding => ({ state: 'ok', notes });
export const skipped = (...notes: Note[]): Finding => ({ state: 'skipped', notes });
export const warn = (error: ErrorKey, ...notes: Note[]): Finding => ({ state: 'warn', notes, error });

export function keyOf(thrown: unknown): ErrorKey {
  return thrown instanceof CodedError ? thrown.key : 'app:internal';
}
