import { type BatchOperation, isGroup } from './batch.ts';
import { DOCUMENTS, type DocumentRules, type KeyRule } from './documents.ts';
import type { SampleCase, SampleSet } from './sample.ts';
import { type Fault, meansRemedy } from './values.ts';

/** A batch operation by its name; null where there is none. */
export type Operations = (name: string) => BatchOperation | null;

/** An outcome is looked up in a download, and attachments follow an upload; null when both are so. */
export function batchReferenceFault(
  { unknownOutcome, attachments }: BatchOperation,
  operations: Operations,
): Fault | null {
  const lookUp = unknownOutcome?.lookUp.value ?? 'none';
  if (lookUp !== 'none' && !operations(lookUp)?.answer?.elements.length)
    return {
      path: 'unknownOutcome.lookUp',
      remedy: '下載清單或轉診單的作業，或 "none" / a download of a list or of referrals, or "none"',
    };
  const follows = attachments?.follows.value;
  if (follows && operations(follows)?.document?.content === 'attachment')
    return { path: 'attachments.follows', remedy: UPLOAD };
  if (follows && !operations(follows)?.document) return { path: 'attachments.follows', remedy: UPLOAD };
  return null;
}
const UPLOAD = '上傳轉診單或回復的作業，例如 eta / the upload of a referral or reply, e.g. eta';

/** Each case of the test upload is about an upload, and states what its document can say. */
export function sampleReferenceFault({ cases }: SampleSet, operations: Operations): Fault | null {
  for (const one of cases) {
    const document = operations(one.operation.value)?.document;
    const path = `cases.${one.key}`;
    if (!document) return { path: `${path}.operation`, remedy: '上傳的作業 / an upload' };
    const rules: DocumentRules = DOCUMENTS[document.content];
    const keys = document.elements.flatMap((element) => (isGroup(element) ? [] : [element.key]));
    const remedy = statesRemedy(one, rules, keys);
    if (remedy) return { path: `${path}.states`, remedy };
  }
  return null;
}

function statesRemedy({ states }: SampleCase, rules: DocumentRules, keys: readonly string[]): string | null {
  for (const [key, value] of Object.entries(states?.value ?? {})) {
    const rule: KeyRule | undefined = keys.includes(key) ? rules[key] : undefined;
    if (rule?.kind !== 'code' && rule?.kind !== 'text')
      return `欄位只能是 / keys: some of: ${keys.join(', ')}`;
    if (rule.kind === 'code' && !rule.means.includes(value)) return `${key}：${meansRemedy(rule.means)}`;
  }
  return null;
}
