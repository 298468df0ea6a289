import type { DoctorLink } from '../../shared/protocol/doctor-links.ts';
import { CodedError, type ErrorKey } from '../../shared/protocol/errors/codes.ts';
import type { CardDesk } from '../card-desk.ts';
import type { Log } from '../log/log.ts';
import type { Parts } from '../parts.ts';

export interface DoctorParts {
  parts: Parts;
  desk: Pick<CardDesk, 'look'>;
  log: Log;
}

/** What a link is like. `detail` is shown as it is: names of things, no patient data. */
export interface Finding {
  state: 'ok' | 'warn' | 'skipped';
  detail: string;
  error?: ErrorKey;
}

/** Looks at one link. Throws a CodedError where the link is broken. */
export interface Probe {
  link: DoctorLink;
  /** Links without which there is nothing to look at. */
  needs: readonly DoctorLink[];
  run(parts: DoctorParts, signal: AbortSignal): Promise<Finding>;
}

export const ok = (detail = ''): Finding => ({ state: 'ok', detail });
export const skipped = (detail: string): Finding => ({ state: 'skipped', detail });
export const warn = (detail: string, error?: ErrorKey): Finding => ({
  state: 'warn',
  detail,
  ...(error ? { error } : {}),
});

export function keyOf(thrown: unknown): ErrorKey {
  return thrown instanceof CodedError ? thrown.key : 'app:internal';
}
