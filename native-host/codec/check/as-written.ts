import type { Problem, ProblemCode } from '../../../shared/domain/problem.ts';

/** What a reader of the NHI's files passes over. Nothing that we write has it, and the NHI need not take it. */
const OURS_HAS_NONE: ReadonlySet<ProblemCode> = new Set<ProblemCode>([
  'elementUnknown',
  'elementMoved',
  'elementMissing',
  'attributeUnknown',
  'declarationMissing',
  'byteOrderMark',
  'lineEndMissing',
  'countDiffers',
]);

/** The problems of a file that is to go up: what is only told of the NHI's own files is an error there. */
export function asWritten(problems: readonly Problem[]): Problem[] {
  return problems.map((one) => (OURS_HAS_NONE.has(one.code) ? { ...one, severity: 'error' } : one));
}
