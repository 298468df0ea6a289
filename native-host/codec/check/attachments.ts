import type { AnyDocument } from '../../../shared/contract/documents.ts';
import type { Problem } from '../../../shared/domain/problem.ts';
import type { Limits } from '../limits.ts';

/** Attachments larger than agreed, and the first of each referral that is one too many. */
export function checkAttachments(
  records: readonly AnyDocument[],
  { maxFileBytes, maxFiles }: NonNullable<Limits['attachments']>,
): Problem[] {
  const counts = new Map<string, number>();
  for (const record of records) counts.set(referralOf(record), (counts.get(referralOf(record)) ?? 0) + 1);
  const seen = new Map<string, number>();
  return records.flatMap((record, index) => {
    const referral = referralOf(record);
    const place = (seen.get(referral) ?? 0) + 1;
    seen.set(referral, place);
    const bytes = record.content instanceof Uint8Array ? record.content.length : 0;
    const found: Problem[] = [];
    if (bytes > maxFileBytes) found.push(over('tooLong', index, { bytes, limit: maxFileBytes }));
    if (place === maxFiles + 1)
      found.push(over('tooMany', index, { count: counts.get(referral) ?? place, limit: maxFiles }));
    return found;
  });
}

const over = (code: 'tooLong' | 'tooMany', record: number, detail: Record<string, number>): Problem => ({
  code,
  severity: 'error',
  record,
  key: 'content',
  detail,
});

const referralOf = (record: AnyDocument) =>
  JSON.stringify(
    [record.institutionReferralNo, record.platformReferralNo].map((no) => String(no ?? '').trim()),
  );
