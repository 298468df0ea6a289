import { taiwanClock, taiwanToday } from '../../shared/domain/taiwan-date.ts';
import { type Note, note } from '../../shared/protocol/doctor-texts.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;

/** How long ago `at` was (both ms since the epoch), in words, with Taiwan's day and clock. */
export function ago(at: number, now: number): Note {
  const age = now - at;
  const when = `${taiwanToday(at)} ${taiwanClock(at)}`;
  if (age >= 2 * DAY_MS) return note('daysAgo', Math.floor(age / DAY_MS), when);
  if (age >= 2 * HOUR_MS) return note('hoursAgo', Math.floor(age / HOUR_MS), when);
  return age >= MINUTE_MS ? note('minutesAgo', Math.floor(age / MINUTE_MS), when) : note('justNow', when);
}
