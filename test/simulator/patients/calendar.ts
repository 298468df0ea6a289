const TAIWAN_OFFSET_MS = 8 * 3_600_000;
const DAY_MS = 86_400_000;

/** The calendar day in Taiwan (UTC+8, no daylight saving) at `nowMs`, as `YYYY-MM-DD`. */
export function taiwanToday(nowMs: number): string {
  return new Date(nowMs + TAIWAN_OFFSET_MS).toISOString().slice(0, 10);
}

export function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

/** `2025-11-24` → `1141124`, as every NHI format writes dates. */
export function toRoc(day: string): string {
  const [year = '', month = '', date = ''] = day.split('-');
  return `${String(Number(year) - 1911).padStart(3, '0')}${month}${date}`;
}
