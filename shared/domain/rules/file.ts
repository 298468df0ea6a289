import type { AnyDocument, DocumentKind } from '../../contract/documents.ts';
import type { Problem } from '../problem.ts';

/** What tells the records of one file apart: keys that together stand there once. */
const IDENTITY: Partial<Record<DocumentKind, { keys: readonly string[]; code: Problem['code'] }>> = {
  referral: { keys: ['institutionReferralNo'], code: 'numberRepeated' },
  attachment: {
    keys: ['institutionReferralNo', 'platformReferralNo', 'serial'],
    code: 'serialRepeated',
  },
};

/** Two records of one file that would be one to the NHI. The later one is named. */
export function repeatedRecords(kind: DocumentKind, records: readonly AnyDocument[]): Problem[] {
  const identity = IDENTITY[kind];
  if (!identity) return [];
  const { keys, code } = identity;
  const seen = new Set<string>();
  return records.flatMap((record, i): Problem[] => {
    const name = JSON.stringify(keys.map((key) => record[key] ?? null));
    if (keys.every((key) => (record[key] ?? null) === null) || !seen.has(name)) {
      seen.add(name);
      return [];
    }
    return [{ code, severity: 'error', record: i, key: keys.at(-1) ?? '' }];
  });
}
