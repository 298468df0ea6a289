import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { day } from '../../test/fixtures/referral.ts';
import { addDays, daysBetween, msToTaiwanMidnight, taiwanDate, taiwanToday } from './taiwan-date.ts';

const anyMoment = fc.integer({ min: 0, max: Date.UTC(2100, 0) });
const anyDay = anyMoment.map(taiwanToday);
const inTaipei = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Taipei', dateStyle: 'short' });

describe('taiwanToday', () => {
  it.each([
    ['one millisecond before midnight in Taiwan', Date.UTC(2026, 2, 9, 15, 59, 59, 999), '2026-03-09'],
    ['midnight in Taiwan', Date.UTC(2026, 2, 9, 16), '2026-03-10'],
    ['midnight in London', Date.UTC(2026, 2, 10), '2026-03-10'],
    ['New Year in Taiwan', Date.UTC(2025, 11, 31, 16), '2026-01-01'],
    ['a leap day', Date.UTC(2028, 1, 28, 16), '2028-02-29'],
  ])('is right at %s', (_, now, expected) => {
    expect(taiwanToday(now)).toBe(expected);
  });

  it('is the day that the time zone database says (no daylight saving since 1979)', () => {
    const since1980 = fc.integer({ min: Date.UTC(1980, 0), max: Date.UTC(2100, 0) });
    fc.assert(
      fc.property(since1980, (now) => {
        expect(taiwanToday(now)).toBe(inTaipei.format(now));
      }),
    );
  });
});

describe('msToTaiwanMidnight', () => {
  it('is a whole day at midnight itself and one millisecond just before', () => {
    expect(msToTaiwanMidnight(Date.UTC(2026, 2, 9, 16))).toBe(86_400_000);
    expect(msToTaiwanMidnight(Date.UTC(2026, 2, 9, 16) - 1)).toBe(1);
  });

  it('leads to the first moment of the next day, never past it', () => {
    fc.assert(
      fc.property(anyMoment, (now) => {
        const midnight = now + msToTaiwanMidnight(now);
        expect(taiwanToday(midnight)).toBe(addDays(taiwanToday(now), 1));
        expect(taiwanToday(midnight - 1)).toBe(taiwanToday(now));
      }),
    );
  });
});

describe('taiwanDate', () => {
  it.each(['2026-02-28', '2028-02-29', '1900-01-01'])('reads %s', (text) => {
    expect(taiwanDate(text)).toBe(text);
  });

  it.each([
    '2026-02-29',
    '2026-13-01',
    '2026-00-10',
    '2026-04-31',
    '2026-4-1',
    '20260401',
    ' 2026-04-01',
    '',
  ])('refuses %j', (text) => expect(taiwanDate(text)).toBeNull());
});

describe('addDays and daysBetween', () => {
  it('are one another’s inverse', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -4000, max: 4000 }), (from, days) => {
        expect(daysBetween(from, addDays(from, days))).toBe(days);
      }),
    );
  });

  it('know leap years', () => {
    expect(addDays(day('2028-02-28'), 1)).toBe('2028-02-29');
    expect(addDays(day('2026-03-01'), -1)).toBe('2026-02-28');
    expect(daysBetween(day('2026-03-10'), day('2026-03-01'))).toBe(-9);
  });
});
