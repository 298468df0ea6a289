import { expect, test, vi } from 'vitest';
import { typedPattern } from './site.ts';

vi.mock('webextension-polyfill', () => ({ default: {} }));

test.each([
  ['his.example', 'https://his.example/*'],
  [' https://his.example/opd?x=1 ', 'https://his.example/*'],
  ['http://127.0.0.1:8080', 'http://127.0.0.1/*'],
  ['https://*/', null],
  ['chrome://settings', null],
  ['javascript:alert(1)', null],
  ['', null],
])('site %s becomes %s', (text, pattern) => {
  expect(typedPattern(text)).toBe(pattern);
});
