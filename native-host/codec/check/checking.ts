import type { Problem, ProblemCode } from '../../../shared/domain/problem.ts';
import type { Plan } from '../plan.ts';

/** A problem before it is known which record it stands in. */
export interface Finding {
  code: ProblemCode;
  severity?: Problem['severity'];
  key: string;
  detail?: NonNullable<Problem['detail']>;
}

/** What one look at a record needs. */
export interface Checking {
  plan: Plan;
  /** Before we write everything counts; of what the NHI wrote only what the contract says of it. */
  writing: boolean;
  /** What a field that has to be there and is not is called. */
  lacking: ProblemCode;
  /** Bytes that one UTF-16 unit may take. */
  widest: number;
  /** A format that cannot hold line ends. */
  oneLine: boolean;
  tell(finding: Finding): void;
}

export function checking(plan: Plan, writing: boolean, tell: (finding: Finding) => void): Checking {
  return {
    plan,
    writing,
    lacking: writing ? 'required' : 'elementMissing',
    widest: plan.charset.name === 'Big5' ? 2 : 3,
    oneLine: plan.document.format.value === 'keyValue',
    tell,
  };
}
