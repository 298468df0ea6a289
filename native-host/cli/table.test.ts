import { expect, test } from 'vitest';
import { table, widthOf } from './table.ts';

test('columns begin under each other, Chinese counting twice', () => {
  expect(widthOf('轉診單A')).toBe(7);
  expect(table([['eta', '開立', 'x'], ['轉診單', 'B', ''], ['a']])).toEqual([
    'eta     開立  x',
    '轉診單  B',
    'a',
  ]);
  expect(table([])).toEqual([]);
});
