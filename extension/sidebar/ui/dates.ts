import { type Age, ageOn } from '../../../shared/domain/age.ts';
import { toRoc } from '../../../shared/domain/roc-date.ts';
import { daysBetween, type TaiwanDate, taiwanToday } from '../../../shared/domain/taiwan-date.ts';
import { language, t } from '../../messaging/i18n.ts';

/** `114/11/24` as Taiwan writes it; ISO in English. */
export function dayText(day: TaiwanDate): string {
  return language() === 'zh' ? roc(day) : day;
}

/** `民國 65/03/12（49 歲）`: what is asked aloud at the desk. */
export function birthText(birth: TaiwanDate, now = Date.now()): string {
  const age = ageOn(birth, taiwanToday(now));
  const day = language() === 'zh' ? `民國 ${roc(birth)}` : `${birth} (ROC ${roc(birth)})`;
  return age ? t('birth_with_age', day, ageText(age)) : day;
}

/** How far a day is: today, in 3 days, 2 days ago. */
export function distanceText(day: TaiwanDate, now = Date.now()): string {
  const days = daysBetween(taiwanToday(now), day);
  if (days === 0) return t('due_today');
  return days > 0 ? t('due_in_days', days) : t('due_days_ago', -days);
}

/** An instant on Taiwan's clock; the day is named only where it is not today. */
export function instantText(iso: string, now = Date.now()): string {
  const at = Date.parse(iso);
  if (Number.isNaN(at)) return iso;
  const time = new Date(at + 8 * 3_600_000).toISOString().slice(11, 16);
  const day = taiwanToday(at);
  return day === taiwanToday(now) ? time : `${dayText(day)} ${time}`;
}

function roc(day: TaiwanDate): string {
  if (day < '1912') return day;
  const text = toRoc(day);
  return `${Number(text.slice(0, 3))}/${text.slice(3, 5)}/${text.slice(5)}`;
}

function ageText({ unit, count }: Age): string {
  return t(`age_${unit}`, count);
}
