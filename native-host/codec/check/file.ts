import type { AnyDocument, DocumentKind } from '../../../shared/contract/documents.ts';
import type { Problem } from '../../../shared/domain/problem.ts';
import type { Plan } from '../plan.ts';
import { type Checking, checking, type Finding } from './checking.ts';
import { checkLevel, checkRecord } from './record.ts';

/** What a file is made of: its head where the contract has one, and its records in order. */
export interface FileContent {
  head: AnyDocument | null;
  records: readonly AnyDocument[];
}

/** A finding as a problem of the record `record` (-1: the file itself). */
export const problemOf = ({ severity = 'error', ...finding }: Finding, record: number): Problem => ({
  ...finding,
  severity,
  record,
});

/** Everything that keeps a file from being written, and what should be looked at again. */
export function checkContent(plan: Plan, { head, records }: FileContent): Problem[] {
  const problems: Problem[] = [];
  let record = -1;
  const to = checking(plan, true, (finding) => problems.push(problemOf(finding, record)));
  checkHead(to, head, records.length);
  checkCount(to, records.length);
  for (const [index, one] of records.entries()) {
    record = index;
    checkRecord(to, one);
  }
  return problems;
}

function checkHead(to: Checking, head: AnyDocument | null, count: number): void {
  const { plan } = to;
  if (!plan.head) {
    if (head) to.tell({ code: 'keyUnknown', key: '' });
    return;
  }
  if (!head) return to.tell({ code: 'required', key: 'count' });
  checkLevel(to, plan.head.level, head, '');
  if (plan.head.level.byKey.has('count') && head.count !== String(count))
    to.tell({ code: 'countDiffers', key: 'count', detail: { stated: shown(head.count), count } });
}

/** A number and nothing else: a problem never repeats what may be a person's. */
const shown = (count: unknown) => (typeof count === 'string' && /^\d{1,9}$/.test(count) ? count : '-');

function checkCount(to: Checking, count: number): void {
  const limit = to.plan.document.maxRecords.value;
  if (count > limit) to.tell({ code: 'recordsTooMany', key: '', detail: { count, limit } });
  // What goes up says something; what comes down may be an empty list.
  if (count === 0 && SENT.has(to.plan.document.content)) to.tell({ code: 'recordsMissing', key: '' });
}
const SENT = new Set<DocumentKind>(['referral', 'reply', 'acceptance', 'mark', 'attachment', 'request']);
