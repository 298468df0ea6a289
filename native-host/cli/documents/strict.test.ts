import { describe, expect, it } from 'vitest';
import type { Problem } from '../../../shared/domain/problem.ts';
import { strict, withoutEchoes } from './strict.ts';

const problem = (code: Problem['code'], key: string, severity: Problem['severity'] = 'error'): Problem => ({
  code,
  key,
  severity,
  record: 0,
});

describe('strict', () => {
  it('makes an error of what a reader can go on with, and leaves what a person may judge', () => {
    const read = [problem('elementMoved', '', 'warning'), problem('characterUserDefined', '', 'warning')];
    expect(strict(read).map(({ severity }) => severity)).toEqual(['error', 'warning']);
  });
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
