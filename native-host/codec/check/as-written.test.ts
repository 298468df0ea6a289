import { expect, test } from 'vitest';
import type { Problem } from '../../../shared/domain/problem.ts';
import { asWritten } from './as-written.ts';

const warning = (code: Problem['code']): Problem => ({ code, key: '', severity: 'warning', record: 0 });

test('makes an error of what a reader can go on with, and leaves what a person may judge', () => {
  const read = [warning('elementMoved'), warning('characterUserDefined')];
  expect(asWritten(read).map(({ severity }) => severity)).toEqual(['error', 'warning']);
});
