import { expect, test, vi } from 'vitest';
import { objection } from './typed.ts';

vi.mock('webextension-polyfill', () => ({ default: {} }));

test.each([
  ['', null],
  ['A123456789', null],
  ['ａ１２３４５６７８９', null],
  [' a123-456 789', null],
  ['A123456788', 'checksum'],
  ['A12345678', 'shape'],
  ['王小明', 'shape'],
])('%s: %s', (text, against) => {
  expect(objection(text)).toBe(against);
});
