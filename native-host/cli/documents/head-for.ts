import type { BatchDocument } from '../../../shared/contract/batch.ts';
import type { AnyDocument } from '../../../shared/contract/documents.ts';
import type { TaiwanDate } from '../../../shared/domain/taiwan-date.ts';

/** Whose documents they are: each kind says it in one of these. */
const OWN = ['sender.code', 'replier.code', 'actor.code'] as const;

/** The head of a file whose input has none: in the name of its first record, of today, with its count. */
export function headFor(
  { head }: BatchDocument,
  records: readonly AnyDocument[],
  today: TaiwanDate,
): AnyDocument | null {
  if (!head) return null;
  const [first] = records;
  const institutionCode = OWN.map((key) => first?.[key]).find((code) => typeof code === 'string') ?? null;
  return { institutionCode, preparedOn: today, count: String(records.length) };
}
