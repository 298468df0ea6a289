import type { AnyDocument } from '../../../shared/contract/documents.ts';
import { type GroupPlan, isGroupPlan, type LevelPlan } from '../plan.ts';
import type { Checking } from './checking.ts';
import { checkField, isBlank } from './field.ts';

/** A record against its contract. */
export function checkRecord(to: Checking, record: AnyDocument): void {
  checkLevel(to, to.plan.level, record, '');
  for (const keys of to.plan.exactlyOne)
    if (keys.filter((key) => !isBlank(record[key])).length !== 1)
      to.tell({ code: 'exactlyOne', key: '', detail: { keys: [...keys] } });
}

/** One level of it; `prefix` is empty or ends with a dot. */
export function checkLevel(to: Checking, level: LevelPlan, record: AnyDocument, prefix: string): void {
  for (const element of level.elements) {
    if (isGroupPlan(element)) checkGroup(to, element, record, prefix);
    else checkField(to, element, record, prefix + element.key);
  }
  if (to.writing) checkKeys(to, level, record, prefix);
}

/** What the contract has no element for would be lost without a word. */
function checkKeys(to: Checking, level: LevelPlan, record: AnyDocument, prefix: string): void {
  for (const key of Object.keys(record)) {
    const value = record[key];
    if (level.byKey.has(key) || isBlank(value) || (Array.isArray(value) && value.length === 0)) continue;
    to.tell({ code: 'keyUnknown', key: prefix + key });
  }
}

function checkGroup(to: Checking, group: GroupPlan, record: AnyDocument, prefix: string): void {
  const value = record[group.key] ?? [];
  const key = prefix + group.key;
  if (!Array.isArray(value)) return to.tell({ code: 'kindWrong', key });
  if (value.length > group.maxCount)
    to.tell({ code: 'tooMany', key, detail: { count: value.length, limit: group.maxCount } });
  for (const [i, entry] of value.entries()) checkEntry(to, group, entry, `${key}[${i}]`);
}

function checkEntry(to: Checking, group: GroupPlan, entry: unknown, key: string): void {
  if (!isEntry(entry)) return to.tell({ code: 'kindWrong', key });
  if (to.writing && Object.values(entry).every(isBlank)) return to.tell({ code: 'required', key });
  checkLevel(to, group.level, entry, `${key}.`);
}

const isEntry = (entry: unknown): entry is AnyDocument =>
  typeof entry === 'object' && entry !== null && !Array.isArray(entry) && !(entry instanceof Uint8Array);
