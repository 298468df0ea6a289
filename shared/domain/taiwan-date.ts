/** A calendar day in Taiwan, `YYYY-MM-DD`. Taiwan has had no daylight saving since 1979: always UTC+8. */
export type TaiwanDate = string & { readonly __brand: 'TaiwanDate' };

const OFFSET_MS = 8 * 3_600_000;
const DAY_MS = 86_400_000;

/** Reads `YYYY-MM-DD`; null when that is not a day of the calendar. */
export function taiwanDate(text: string): TaiwanDate | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return null;
  const at = new Date(`${text}T00:00:00Z`);
  return Number.isNaN(at.getTime()) || at.toISOString().slice(0, 10) !== text ? null : (text as TaiwanDate);
}

/** The day that it is in Taiwan at `now` (ms since the epoch). */
export function taiwanToday(now: number): TaiwanDate {
  return new Date(now + OFFSET_MS).toISOString().slice(0, 10) as TaiwanDate;
}

/** The clock in Taiwan at `now`, `HH:mm`. */
export function taiwanClock(now: number): string {
  return new Date(now + OFFSET_MS).toISOString().slice(11, 16);
}

/** Milliseconds from `now` until the next midnight in Taiwan: always more than 0. */
export function msToTaiwanMidnight(now: number): number {
  return DAY_MS - ((now + OFFSET_MS) % DAY_MS);
}

export function addDays(day: TaiwanDate, days: number): TaiwanDate {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10) as TaiwanDate;
}

/** Whole days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: TaiwanDate, to: TaiwanDate): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS);
}
