import type { CompleteReferral, Referral } from '../../contract/documents.ts';
import type { Problem } from '../problem.ts';
import type { TaiwanDate } from '../taiwan-date.ts';

/** A problem before it is known which record of which file it is about. */
export type Finding = Omit<Problem, 'record' | 'place'>;

type Course = 'acceptance' | 'acceptedOn' | 'visitedOn' | 'dischargedOn';

/** The referral that a reply, an acceptance or a mark is about, with what happened to it where that is known. */
export type Received = Referral & Partial<Pick<CompleteReferral, Course>>;

/** What a document is judged against. */
export interface RuleContext {
  today: TaiwanDate;
  /** Our own 醫事機構代碼; null where it is not known, and then nothing is compared with it. */
  own: string | null;
  received?: Received;
}

/**
 * One topic of the rules. An error may only rest on a law or a list whose text was read, on the guide, on the
 * form's own blanks, or on the document contradicting itself; what we infer warns.
 */
export type Rule<D> = (document: D, context: RuleContext) => readonly Finding[];

type Detail = NonNullable<Problem['detail']>;

export const error = (code: Problem['code'], key: string, detail?: Detail): Finding =>
  finding('error', code, key, detail);
export const warning = (code: Problem['code'], key: string, detail?: Detail): Finding =>
  finding('warning', code, key, detail);

function finding(
  severity: Finding['severity'],
  code: Finding['code'],
  key: string,
  detail?: Detail,
): Finding {
  return { code, severity, key, ...(detail ? { detail } : {}) };
}

export const when = (condition: boolean, found: Finding): readonly Finding[] => (condition ? [found] : []);

/** Is there anything to read? Spaces are not. */
export const stated = (value: unknown): value is string => typeof value === 'string' && value.trim() !== '';
