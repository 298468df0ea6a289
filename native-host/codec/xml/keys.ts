import { isGroupPlan, type LevelPlan } from '../plan.ts';
import type { Located } from './locate.ts';

/** An element of a record that the contract knows, by its domain key. */
export interface Keyed {
  key: string;
  at: Located;
}

/** Every element of a level with its key, those within a group's entries before the entry. */
export function keyed(level: LevelPlan, element: Located, prefix = ''): Keyed[] {
  const counts = new Map<string, number>();
  return element.inner.flatMap((at): Keyed[] => {
    const plan = level.byCode.get(at.name);
    if (!plan) return [];
    const key = prefix + plan.key;
    if (!isGroupPlan(plan)) return [{ key, at }];
    const index = counts.get(key) ?? 0;
    counts.set(key, index + 1);
    const entry = `${key}[${index}]`;
    return [...keyed(plan.level, at, `${entry}.`), { key: entry, at }];
  });
}
