import type { ErrorKey } from '../../shared/protocol/errors/codes.ts';
import type { HostConfig } from '../config/config.ts';
import type { LookupOrigin } from './store.ts';

export interface Limit {
  /** Origins that are counted together. */
  origins: readonly LookupOrigin[];
  /** For each operation, within any window of this length. */
  atMost: number;
  windowMs: number;
  refusal: ErrorKey;
}

/**
 * Which limit a lookup falls under. A refresh counts with the automatic ones, or a page that presses it would
 * have no limit at all; a card counts there too, since someone had to insert it.
 */
export function limitOf(origin: LookupOrigin, limits: HostConfig['limits']): Limit {
  return origin === 'typed'
    ? { origins: ['typed'], atMost: limits.typedPerHour, windowMs: 3_600_000, refusal: 'app:limitTyped' }
    : {
        origins: ['screen', 'refresh', 'card'],
        atMost: limits.automaticPerMinute,
        windowMs: 60_000,
        refusal: 'app:limitAutomatic',
      };
}
