import { halfWidth } from './half-width.ts';
import { type TaiwanDate, taiwanDate } from './taiwan-date.ts';

/** ROC year 1 is 1912 (referral-rules: year = AD − 1911). */
const ROC_OFFSET = 1911;

/** `yyyMMdd` as the NHI writes it, e.g. `1141124` = 2025-11-24. Null when it is not such a day. */
export function fromRoc(text: string): TaiwanDate | null {
  const match = /^(\d{3})(\d{2})(\d{2})$/.exec(text);
  if (!match || match[1] === '000') return null;
  return taiwanDate(`${String(Number(match[1]) + ROC_OFFSET).padStart(4, '0')}-${match[2]}-${match[3]}`);
}

/** The NHI's `yyyMMdd`. Throws a RangeError for days before ROC year 1, which the NHI cannot write. */
export function toRoc(day: TaiwanDate): string {
  const year = Number(day.slice(0, 4)) - ROC_OFFSET;
  if (year < 1 || year > 999) throw new RangeError(`No ROC year for ${day.slice(0, 4)}`);
  return String(year).padStart(3, '0') + day.slice(5, 7) + day.slice(8, 10);
}

/**
 * A birth date as HIS pages write it: `065/03/12`, `65.3.12`, `民國65年3月12日`, `0650312`, `1976-03-12`,
 * `1976/3/12`, `19760312`; after one with separators anything but a digit may follow. A year below 200 is a
 * ROC year. Null when it cannot be read for certain, so for years that nobody alive was born in.
 */
export function readDate(text: string): TaiwanDate | null {
  const clean = halfWidth(text)
    .replace(/民國|西元/g, '')
    .trim();
  const parts = /^(\d{2,4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})(?!\d)/.exec(clean);
  const packed = /^(\d{2,4})(\d{2})(\d{2})$/.exec(clean);
  const [, years, month, day] = parts ?? packed ?? [];
  if (!years || !month || !day) return null;
  const written = Number(years);
  if (written === 0 || (written >= 200 && written < 1850)) return null;
  const year = written < 200 ? written + ROC_OFFSET : written;
  return taiwanDate(`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`);
}
