import { expect, test } from 'vitest';
import { ageOn } from './age.ts';

test.each([
  ['1976-03-12', '2025-03-11', 'years', 48],
  ['1976-03-12', '2025-03-12', 'years', 49],
  ['2024-02-29', '2026-02-28', 'months', 23],
  ['2024-02-29', '2026-03-01', 'years', 2],
  ['2025-10-31', '2025-11-30', 'days', 30],
  ['2025-10-30', '2025-11-30', 'months', 1],
  ['2025-11-24', '2025-11-24', 'days', 0],
])('born %s, on %s: %s %d', (birth, today, unit, count) => {
  expect(ageOn(birth as never, today as never)).toEqual({ unit, count });
});

test('a birth date to come has no age', () => {
  expect(ageOn('2025-11-25' as never, '2025-11-24' as never)).toBeNull();
});
