import { describe, expect, it } from 'vitest';
import type { Problem } from '../../../shared/domain/problem.ts';
import { toldOnce } from './judge.ts';

const problem = (
  code: Problem['code'],
  key: string,
  severity: Problem['severity'] = 'error',
  record = 0,
): Problem => ({
  code,
  key,
  severity,
  record,
});
const codes = (contract: Problem[], rules: Problem[]) => toldOnce(contract, rules).map(({ code }) => code);

describe('toldOnce', () => {
  const blank = problem('requiredWhen', 'examinationItems');
  const items = problem('examinationItemsMissing', 'examinationItems');

  it('lets the rule speak where both miss the same blank', () => {
    expect(codes([blank], [items])).toEqual(['examinationItemsMissing']);
    const both = problem('exactlyOne', '');
    expect(codes([both], [problem('numberBoth', 'platformReferralNo')])).toEqual(['numberBoth']);
  });

  it('keeps the contract’s word where the rule only warns', () => {
    const warns = problem('legalContentMissing', 'validUntil', 'warning');
    expect(codes([problem('required', 'validUntil')], [warns])).toEqual(['required']);
    expect(codes([], [warns])).toEqual(['legalContentMissing']);
  });

  it('keeps both where they are about something else', () => {
    const elsewhere = problem('examinationItemsMissing', 'examinationItems', 'error', 1);
    expect(codes([blank], [elsewhere])).toHaveLength(2);
    expect(codes([problem('tooLong', 'summary')], [items])).toHaveLength(2);
  });
});
