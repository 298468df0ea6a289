import { expect, it } from 'vitest';
import { PcscError } from './pcsc.ts';
import { failureOf, meansNoReader } from './read-card.ts';

it.each([
  [0x8010001d, 'noService'],
  [0x80100013, 'noService'],
  [0x80100069, 'removed'],
  [0x80100016, 'removed'],
  [0x8010000b, 'busy'],
  [0x80100066, 'unreadable'],
  [0x80100001, 'unreadable'],
])('takes PC/SC %s for %s', (code, failed) => {
  expect(failureOf(new PcscError(code))).toEqual({ failed, code: code.toString(16) });
});

it('takes a library that is not there for no service', () => {
  expect(failureOf(new Error('Failed to load shared library'))).toEqual({
    failed: 'noService',
    code: 'library',
  });
});

it('knows that Windows stops its service with the last reader, and nobody else does', () => {
  const stopped = failureOf(new PcscError(0x8010001d));
  expect(meansNoReader(stopped, 'win32')).toBe(true);
  expect(meansNoReader(stopped, 'linux')).toBe(false);
  expect(meansNoReader(failureOf(new PcscError(0x80100013)), 'win32')).toBe(false);
});
