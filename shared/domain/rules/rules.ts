import type { AnyDocument, CompleteReferral, DocumentKind, DocumentOf } from '../../contract/documents.ts';
import type { Problem } from '../problem.ts';
import { attachment } from './attachment.ts';
import { afterReferral, dates } from './dates.ts';
import { departments } from './departments.ts';
import { diagnoses, mainDiagnosis } from './diagnosis.ts';
import { disposition, stage } from './disposition.ts';
import { error, type Finding, type Rule, type RuleContext, warning } from './finding.ts';
import { elsewhere, institutionCodes, named, owed, ownName, way } from './institutions.ts';
import { consent, legalContent } from './law.ts';
import { carriedNumber, receivedNumber } from './numbers.ts';
import { ids, phones, samePatient } from './patient.ts';
import { purpose } from './purpose.ts';
import { reception, validity } from './validity.ts';

/** What holds for every document that has the keys. */
const COMMON: readonly Rule<AnyDocument>[] = [ids, institutionCodes, departments, phones, dates];
/** What answers a referral is about its patient, carries its number and comes after it. */
const ANSWER: readonly Rule<AnyDocument>[] = [...COMMON, carriedNumber(), samePatient, afterReferral];

/** Whose rules apply to which kind. What the NHI sends us is not ours to correct: there everything warns. */
const RULES: { [K in DocumentKind]: readonly Rule<DocumentOf<K>>[] } = {
  referral: [
    ...COMMON,
    purpose,
    legalContent,
    consent,
    validity,
    diagnoses,
    elsewhere,
    ownName('sender.code'),
    way,
    receivedNumber,
    samePatient,
  ],
  reply: [
    ...ANSWER,
    disposition,
    stage,
    mainDiagnosis,
    ownName('replier.code'),
    named('replier.code', warning),
    owed,
  ],
  acceptance: [...ANSWER, reception, ownName('actor.code'), named('actor.code', error)],
  mark: [...ANSWER, ownName('actor.code'), named('actor.code', warning)],
  attachment: [...COMMON, carriedNumber(), samePatient, attachment],
  request: [...COMMON, ownName('institutionCode')],
  complete: [...COMMON, purpose, diagnoses, repliesOf].map(warned),
  listRow: COMMON.map(warned),
  head: [institutionCodes, ownName('institutionCode')],
  result: [],
};

/**
 * The rules of the law, the guide and the form for one kind of document, beyond what the contract file says of
 * each field. `record`: which of its file, from 0.
 */
export function rulesOf<K extends DocumentKind>(kind: K) {
  return (document: DocumentOf<K>, context: RuleContext, record = 0): Problem[] =>
    RULES[kind].flatMap((rule) => rule(document, context)).map((finding) => ({ ...finding, record }));
}

function warned<D>(rule: Rule<D>): Rule<D> {
  return (document, context) => rule(document, context).map((one) => ({ ...one, severity: 'warning' }));
}

/** Every reply that a downloaded referral holds, by the rules of replies. */
function repliesOf({ replies }: CompleteReferral, context: RuleContext): readonly Finding[] {
  return replies.flatMap((reply, i) =>
    [...disposition(reply, context), ...mainDiagnosis(reply, context)].map((one) => ({
      ...one,
      key: `replies[${i}].${one.key}`,
    })),
  );
}
