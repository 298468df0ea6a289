import { daysBetween, type TaiwanDate } from './taiwan-date.ts';

export interface Age {
  unit: 'years' | 'months' | 'days';
  count: number;
}

/** Completed years from two on, months below that, days in the first month. Null for a date to come. */
export function ageOn(birth: TaiwanDate, today: TaiwanDate): Age | null {
  if (birth > today) return null;
  const months = monthsBetween(birth, today);
  if (months >= 24) return { unit: 'years', count: Math.floor(months / 12) };
  return months >= 1 ? { unit: 'months', count: months } : { unit: 'days', count: daysBetween(birth, today) };
}

function monthsBetween(from: TaiwanDate, to: TaiwanDate): number {
  const [y1 = 0, m1 = 0, d1 = 0] = from.split('-').map(Number);
  const [y2 = 0, m2 = 0, d2 = 0] = to.split('-').map(Number);
  return (y2 - y1) * 12 + (m2 - m1) - (d2 < d1 ? 1 : 0);
}
