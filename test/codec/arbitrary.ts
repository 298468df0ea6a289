import fc from 'fast-check';
import type { FileContent } from '../../native-host/codec/check/file.ts';
import {
  type FieldPlan,
  type GroupPlan,
  type LevelPlan,
  type Plan,
  planOf,
} from '../../native-host/codec/plan.ts';
import type { BatchDocument } from '../../shared/contract/batch.ts';
import type { AnyDocument, DocumentValue } from '../../shared/contract/documents.ts';
import { addDays, type TaiwanDate } from '../../shared/domain/taiwan-date.ts';

/** Any file that a contract lets be written, from the contract alone: no rule of the domain, only what fits. */
export function anyFile(document: BatchDocument, most = 3): fc.Arbitrary<FileContent> {
  const plan = planOf(document);
  const least = ['result', 'listRow', 'complete'].includes(document.content) ? 0 : 1;
  const records = fc.array(anyRecord(plan), {
    minLength: least,
    maxLength: Math.min(most, document.maxRecords.value),
  });
  if (!plan.head) return records.map((all) => ({ head: null, records: all }));
  return fc.tuple(anyLevel(plan, plan.head.level), records).map(([head, all]) => ({
    head: { ...head, count: String(all.length) },
    records: all,
  }));
}

function anyRecord(plan: Plan): fc.Arbitrary<AnyDocument> {
  const choices = fc.tuple(...plan.exactlyOne.map((keys) => fc.nat(keys.length - 1)));
  return fc.tuple(anyLevel(plan, plan.level), choices).map(([record, chosen]) => {
    const draft: Record<string, DocumentValue> = { ...record };
    for (const [i, keys] of plan.exactlyOne.entries())
      for (const [j, key] of keys.entries()) draft[key] = j === chosen[i] ? (draft[key] ?? 'X') : null;
    return draft;
  });
}

function anyLevel(plan: Plan, level: LevelPlan): fc.Arbitrary<AnyDocument> {
  const fields = fc.record(
    Object.fromEntries(
      level.fields.map((field) => [field.key, fc.tuple(anyValue(plan, field), fc.boolean())]),
    ),
  );
  const groups = fc.record(
    Object.fromEntries(level.groups.map((group) => [group.key, anyGroup(plan, group)])),
  );
  return fc.tuple(fields, groups).map(([values, entries]) => {
    const record: Record<string, DocumentValue> = { ...level.blank, ...entries };
    for (const { key } of level.fields) record[key] = values[key]?.[0] ?? null;
    for (const field of level.fields)
      if (!isNeeded(field, record) && values[field.key]?.[1]) record[field.key] = null;
    return record;
  });
}

const isNeeded = ({ required, requiredWhen }: FieldPlan, record: AnyDocument) =>
  required || requiredWhen?.is.includes(String(record[requiredWhen.key])) === true;

const anyGroup = (plan: Plan, group: GroupPlan) =>
  fc.array(anyLevel(plan, group.level), { maxLength: Math.min(3, group.maxCount) });

function anyValue(plan: Plan, field: FieldPlan): fc.Arbitrary<DocumentValue> {
  if (field.kind === 'code') return fc.constantFrom(...field.wire.keys());
  if (field.kind === 'rocDate') return fc.nat(70_000).map((day) => addDays('1912-01-01' as TaiwanDate, day));
  if (field.kind === 'base64') return fc.uint8Array({ minLength: 1, maxLength: 40 });
  const oneLine = plan.document.format.value === 'keyValue';
  return anyText(plan, oneLine ? CHARACTERS.filter((char) => char >= ' ') : CHARACTERS, field.maxBytes);
}

/** Markup, separators, blanks and line ends, Big5's trail bytes that are ASCII's (許功蓋), user-defined ones. */
const CHARACTERS = [...'aZ09&<>"\',;=]]> -/?!\n\t\r許功蓋王病人，。\ue000\uf848'];

function anyText(plan: Plan, characters: string[], maxBytes: number): fc.Arbitrary<string> {
  const fits = (text: string) => plan.charset.byteLength(text) <= maxBytes;
  return fc.array(fc.constantFrom(...characters), { minLength: 1, maxLength: 30 }).map((chars) => {
    while (chars.length > 1 && !fits(chars.join(''))) chars.pop();
    const text = chars.join('');
    return text.trim() === '' || !fits(text) ? 'X' : text;
  });
}

/** The same file each time, of so many records. */
export function oneFile(document: BatchDocument, count: number): FileContent {
  const plan = planOf(document);
  const records = fc.sample(anyRecord(plan), { numRuns: count, seed: 7 });
  const [head = null] = plan.head ? fc.sample(anyLevel(plan, plan.head.level), { numRuns: 1, seed: 7 }) : [];
  return { head: head && { ...head, count: String(count) }, records };
}
