import type { BatchDocument } from '../../../shared/contract/batch.ts';
import type { AnyDocument, DocumentKind, DocumentOf } from '../../../shared/contract/documents.ts';
import type { Problem } from '../../../shared/domain/problem.ts';
import { repeatedRecords } from '../../../shared/domain/rules/file.ts';
import { rulesOf } from '../../../shared/domain/rules/rules.ts';
import { type TaiwanDate, taiwanToday } from '../../../shared/domain/taiwan-date.ts';
import type { FileContent } from '../../codec/check/file.ts';
import { checkFile } from '../../codec/codec.ts';
import type { Limits } from '../../codec/limits.ts';

/**
 * Everything that contract and rules say of documents. Whose name they go out in is what their head says; with
 * a referral that was received nothing is compared, for there is none at hand.
 */
export function judge(document: BatchDocument, content: FileContent, limits: Limits): Problem[] {
  return toldOnce(checkFile(document, content, limits), rulesSay(document, content));
}

export function rulesSay({ content: kind }: BatchDocument, { head, records }: FileContent): Problem[] {
  const own = typeof head?.institutionCode === 'string' ? head.institutionCode : null;
  const context = { today: taiwanToday(Date.now()), own };
  return [
    ...records.flatMap((record, i) => ofKind(kind, record, context, i)),
    ...repeatedRecords(kind, records),
  ];
}

function ofKind<K extends DocumentKind>(
  kind: K,
  record: AnyDocument,
  context: { today: TaiwanDate; own: string | null },
  i: number,
): Problem[] {
  return rulesOf(kind)(record as DocumentOf<K>, context, i);
}

/** Where contract and rules miss the same thing, the rules' words are the doctor's, unless they only warn. */
export function toldOnce(contract: readonly Problem[], rules: readonly Problem[]): Problem[] {
  const [saidOf, ruledOf] = [byRecord(contract), byRecord(rules)];
  const isRuled = (one: Problem) =>
    ruledOf.get(one.record)?.some((rule) => rule.severity === 'error' && isSame(one, rule)) ?? false;
  const isSaid = (rule: Problem) => saidOf.get(rule.record)?.some((one) => isSame(one, rule)) ?? false;
  return [
    ...contract.filter((one) => !isRuled(one)),
    ...rules.filter((rule) => rule.severity === 'error' || !isSaid(rule)),
  ];
}

const byRecord = (problems: readonly Problem[]) => Map.groupBy(problems, ({ record }) => record);

function isSame(contract: Problem, rule: Problem): boolean {
  if (contract.code === 'exactlyOne') return rule.code === 'numberMissing' || rule.code === 'numberBoth';
  return (contract.code === 'required' || contract.code === 'requiredWhen') && contract.key === rule.key;
}
