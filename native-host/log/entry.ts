import { type DoctorLink, LINKS } from '../../shared/protocol/doctor-links.ts';
import type { ErrorKey } from '../../shared/protocol/errors/codes.ts';
import { events } from '../../shared/protocol/events.ts';
import { type HostMessageType, isHostMessage } from '../../shared/protocol/messages.ts';

const EVENTS = [
  'start',
  'end',
  'call',
  'refused',
  'crash',
  'config',
  'phase',
  'link',
  'card',
  'sam',
] as const;
const PHASES = events.progress.body.entries.phase.options;

export type Place = `${string}.${'ts' | 'cjs'}:${number}`;

/**
 * All that a log may hold. There is no field for free text, so a name or an ID has nowhere to stand: it does
 * not compile, and what gets past the compiler is dropped when it is written.
 */
export interface LogEntry {
  event: (typeof EVENTS)[number];
  message?: HostMessageType;
  error?: ErrorKey;
  link?: DoctorLink;
  phase?: (typeof PHASES)[number];
  ms?: number;
  count?: number;
  yes?: boolean;
  /** File and line of our own code, `calls.ts:88`. */
  at?: Place;
}

const CHECKS: { [K in keyof Required<LogEntry>]: (value: unknown) => boolean } = {
  event: (value) => EVENTS.some((one) => one === value),
  message: (value) => typeof value === 'string' && isHostMessage(value),
  // Codes of the NHI and the reader are short numbers; ten characters could be an ID.
  error: (value) =>
    typeof value === 'string' && /^(?:(?:app|wire):[A-Za-z]{1,24}|(?:reader|web|eii):\w{1,6})$/.test(value),
  link: (value) => LINKS.some((one) => one === value),
  phase: (value) => PHASES.some((one) => one === value),
  ms: Number.isFinite,
  count: Number.isSafeInteger,
  yes: (value) => typeof value === 'boolean',
  at: (value) => typeof value === 'string' && /^[a-z-]{1,40}\.(?:ts|cjs):\d{1,6}$/.test(value),
};

/** The entry with nothing in it but what the list above allows. */
export function redact(entry: LogEntry): Record<string, unknown> {
  const kept = Object.entries(CHECKS)
    .map(([field, holds]) => [field, (entry as unknown as Record<string, unknown>)[field], holds] as const)
    .filter(([, value, holds]) => value !== undefined && holds(value));
  return Object.fromEntries(
    kept.map(([field, value]) => [field, typeof value === 'number' ? Math.round(value) : value]),
  );
}
