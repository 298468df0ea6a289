import type { AnyDocument, DocumentValue } from '../../../shared/contract/documents.ts';
import type { ProblemCode } from '../../../shared/domain/problem.ts';
import { toRoc } from '../../../shared/domain/roc-date.ts';
import { taiwanDate } from '../../../shared/domain/taiwan-date.ts';
import type { FieldPlan } from '../plan.ts';
import type { Checking } from './checking.ts';
import { textFaults, userDefinedAt } from './text.ts';

/** One value against its element. */
export function checkField(to: Checking, field: FieldPlan, record: AnyDocument, key: string): void {
  const value = record[field.key] ?? null;
  if (isBlank(value)) checkStated(to, field, record, key);
  if (value === null || value === '') return;
  if (typeof value === 'string') checkString(to, field, value, key);
  else if (!(value instanceof Uint8Array) || field.kind !== 'base64') to.tell({ code: 'kindWrong', key });
  else checkLength(to, field, Math.ceil(value.length / 3) * 4, key);
}

/** A value that holds nothing that anybody could read. */
export const isBlank = (value: DocumentValue | undefined): boolean =>
  value === null ||
  value === undefined ||
  (typeof value === 'string' && value.trim() === '') ||
  (value instanceof Uint8Array && value.length === 0);

function checkStated(to: Checking, field: FieldPlan, record: AnyDocument, key: string): void {
  const { required, requiredWhen } = field;
  if (required) return to.tell({ code: to.lacking, key });
  const when = requiredWhen && record[requiredWhen.key];
  if (!requiredWhen || typeof when !== 'string' || !requiredWhen.is.includes(when)) return;
  // Both stand in the same record or entry.
  const other = key.slice(0, key.length - field.key.length) + requiredWhen.key;
  to.tell({ code: to.writing ? 'requiredWhen' : to.lacking, key, detail: { when: other } });
}

function checkString(to: Checking, field: FieldPlan, value: string, key: string): void {
  // What was read came through its code list or its calendar already.
  const wrong = to.writing ? wrongString(field, value) : null;
  if (wrong) return to.tell({ code: wrong, key });
  if (field.kind !== 'text') return;
  // Twice the length is the least upper bound that costs nothing; only near the limit are bytes counted.
  if (value.length * to.widest > field.maxBytes)
    checkLength(to, field, to.plan.charset.byteLength(value), key);
  if (!to.writing) return;
  for (const fault of textFaults(value, to.plan.charset, to.oneLine)) to.tell({ ...fault, key });
  const position = userDefinedAt(value);
  if (position !== null)
    to.tell({ code: 'characterUserDefined', severity: 'warning', key, detail: { position } });
}

function wrongString(field: FieldPlan, value: string): ProblemCode | null {
  if (field.kind === 'base64') return 'kindWrong';
  if (field.kind === 'code') return field.wire.has(value) ? null : 'codeUnlisted';
  return field.kind === 'rocDate' && !hasRocDate(value) ? 'dateUnreadable' : null;
}

function hasRocDate(value: string): boolean {
  const day = taiwanDate(value);
  if (!day) return false;
  try {
    return toRoc(day) !== '';
  } catch {
    return false;
  }
}

function checkLength(to: Checking, { maxBytes }: FieldPlan, bytes: number, key: string): void {
  if (bytes > maxBytes) to.tell({ code: 'tooLong', key, detail: { bytes, limit: maxBytes } });
}
