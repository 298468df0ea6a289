import { describe, expect, it } from 'vitest';
import type { Problem } from '../../../shared/domain/problem.ts';
import { withoutEchoes } from './without-echoes.ts';

const problem = (code: Problem['code'], key: string, severity: Problem['severity'] = 'error'): Problem => ({
  code,
  key,
  severity,
  record: 0,
});

describe('withoutEchoes', () => {
  const unread = problem('codeUnlisted', 'purpose');

  it('tells once that a value could not be read, and not that it is empty', () => {
    expect(withoutEchoes([unread], [problem('required', 'purpose')])).toEqual([unread]);
    expect(
      withoutEchoes([problem('dateUnreadable', 'x')], [problem('legalContentMissing', 'x')]),
    ).toHaveLength(1);
  });

  it('tells once what both say', () => expect(withoutEchoes([unread], [unread])).toEqual([unread]));

  it('keeps what is about another field, record or matter', () => {
    expect(withoutEchoes([unread], [problem('required', 'summary')])).toHaveLength(2);
    expect(withoutEchoes([unread], [{ ...problem('required', 'purpose'), record: 1 }])).toHaveLength(2);
    expect(withoutEchoes([problem('tooLong', 'x')], [problem('icdShape', 'x')])).toHaveLength(2);
  });
});
