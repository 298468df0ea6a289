import { expect, test } from 'vitest';
import { met, quantile } from './figures.ts';

test('quantiles are values that were measured', () => {
  expect(quantile([3, 1, 2], 0.5)).toBe(2);
  expect(quantile([1, 2, 3, 4], 0.95)).toBe(4);
  expect(quantile([], 0.5)).toBeNaN();
});

test('a figure without a number meets no bound', () => {
  expect(met({ name: 'x', value: Number.NaN, unit: 'ms', atMost: 5 })).toBe(false);
  expect(met({ name: 'x', value: 5, unit: 'ms', atMost: 5 })).toBe(true);
});
