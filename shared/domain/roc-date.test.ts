import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { day } from '../../test/fixtures/referral.ts';
import { fromRoc, readDate, toRoc } from './roc-date.ts';
import { taiwanToday } from './taiwan-date.ts';

const anyDay = fc.integer({ min: Date.UTC(1912, 0), max: Date.UTC(2100, 0) }).map(taiwanToday);

describe('fromRoc and toRoc', () => {
  it('go round', () => {
    fc.assert(
      fc.property(anyDay, (date) => {
        expect(fromRoc(toRoc(date))).toBe(date);
      }),
    );
  });

  it.each([
    ['1141124', '2025-11-24'],
    ['0010101', '1912-01-01'],
    ['0890229', '2000-02-29'],
    ['1000101', '2011-01-01'],
  ])('%s is %s', (roc, date) => {
    expect(fromRoc(roc)).toBe(date);
    expect(toRoc(day(date))).toBe(roc);
  });

  it.each([
    '1140229',
    '1141301',
    '0000101',
    '114-11-24',
    '141124',
    '11411240',
    '',
  ])('%j is no ROC day', (text) => {
    expect(fromRoc(text)).toBeNull();
  });

  it('says so where there is no ROC year', () => {
    expect(() => toRoc(day('1911-12-31'))).toThrow(RangeError);
  });
});

describe('readDate', () => {
  const ways: [string, (y: number, m: string, d: string) => string][] = [
    ['yyy/mm/dd', (y, m, d) => `${String(y).padStart(3, '0')}/${m}/${d}`],
    ['yy.m.d', (y, m, d) => `${String(y).padStart(2, '0')}.${Number(m)}.${Number(d)}`],
    ['民國', (y, m, d) => `民國${String(y).padStart(2, '0')}年${Number(m)}月${Number(d)}日`],
    [
      '民國 with spaces',
      (y, m, d) => ` 民國 ${String(y).padStart(2, '0')} 年 ${Number(m)} 月 ${Number(d)} 日 `,
    ],
    ['yyyMMdd', (y, m, d) => String(y).padStart(3, '0') + m + d],
    ['yyyy-mm-dd', (y, m, d) => `${y + 1911}-${m}-${d}`],
    ['yyyy/m/d', (y, m, d) => `${y + 1911}/${Number(m)}/${Number(d)}`],
    ['yyyyMMdd', (y, m, d) => `${y + 1911}${m}${d}`],
    ['西元', (y, m, d) => `西元${y + 1911}年${m}月${d}日`],
    ['with age and time', (y, m, d) => `${y + 1911}/${m}/${d} 08:30 (5歲)`],
  ];

  it.each(ways)('reads %s, any day of it', (_, write) => {
    fc.assert(
      fc.property(anyDay, (date) => {
        const [year = '', month = '', dayOfMonth = ''] = date.split('-');
        expect(readDate(write(Number(year) - 1911, month, dayOfMonth))).toBe(date);
      }),
    );
  });

  it('reads full-width digits', () => {
    expect(readDate('０６５／０３／１２')).toBe('1976-03-12');
    expect(readDate('650312')).toBe('1976-03-12');
  });

  it.each([
    '12/03/1976',
    '1976-03-123',
    '65/13/01',
    '65/02/30',
    '000/01/01',
    '民國前5年3月1日',
    '203/01/01',
    '65',
    '',
  ])('does not guess at %j', (text) => expect(readDate(text)).toBeNull());
});
