import { expect, test } from 'vitest';
import { originFits } from './match.ts';

test('an origin fits itself, or any port where the pattern says so', () => {
  expect(originFits('https://his.example', 'https://his.example')).toBe(true);
  expect(originFits('https://his.example', 'https://his.example:8443')).toBe(false);
  expect(originFits('http://127.0.0.1:*', 'http://127.0.0.1:41000')).toBe(true);
  expect(originFits('http://127.0.0.1:*', 'http://127.0.0.1')).toBe(true);
});

test('a look-alike does not fit', () => {
  expect(originFits('http://127.0.0.1:*', 'http://127.0.0.1.evil.example')).toBe(false);
  expect(originFits('http://127.0.0.1:*', 'http://127.0.0.1:80.evil.example')).toBe(false);
  expect(originFits('https://his.example', 'http://his.example')).toBe(false);
});
