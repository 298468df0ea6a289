import type { Problem } from '../../../shared/domain/problem.ts';
import { CodedError } from '../../../shared/protocol/errors/codes.ts';

/** Nothing was written, since the documents are not right: every problem at once, each with its key. */
export class ProblemsError extends CodedError {
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super('app:documentInvalid');
    this.name = 'ProblemsError';
    this.problems = problems;
  }
}
