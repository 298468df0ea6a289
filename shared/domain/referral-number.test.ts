import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ALPHABET, type NumberParts, readNumber, writeNumber } from './referral-number.ts';
import { addDays, type TaiwanDate } from './taiwan-date.ts';

const DAY = '2025-11-24' as TaiwanDate;
const someDay = fc.integer({ min: 0, max: 32_767 }).map((days) => addDays('2000-01-01' as TaiwanDate, days));
const somePc = fc.string({ unit: fc.constantFrom(...ALPHABET), minLength: 6, maxLength: 6 });
const parts: fc.Arbitrary<NumberParts> = fc.record({
  day: someDay,
  pc: somePc,
  serial: fc.oneof(fc.integer({ min: 1, max: 9_999 }), fc.integer({ min: 10_000, max: 32_767 })),
});
const room = fc.constantFrom(13, 15, 18, 19, 20);

describe('a number', () => {
  it('is read day first, then whose, then which', () => {
    const text = writeNumber({ day: DAY, pc: 'K7QM2D', serial: 1 }, 20) ?? '';
    expect(text).toMatch(/^1141124K7QM2D0001.$/);
    expect(readNumber(text)).toEqual({ day: DAY, pc: 'K7QM2D', serial: 1 });
  });

  it('never takes more room than there is, and says so where there is not enough', () => {
    fc.assert(
      fc.property(parts, fc.integer({ min: 1, max: 25 }), (one, most) => {
        const text = writeNumber(one, most);
        if (text === null) expect(most).toBeLessThan(13);
        else expect(text).toMatch(new RegExp(`^[0-9A-Z]{1,${most}}$`));
      }),
    );
  });

  it('takes the short form on the ten-thousandth of a day, where the long one no longer fits', () => {
    const last = { day: DAY, pc: 'K7QM2D', serial: 9_999 };
    expect([last, { ...last, serial: 10_000 }].map((one) => writeNumber(one, 18)?.length)).toEqual([18, 13]);
    expect(writeNumber({ ...last, serial: 10_000 }, 19)).toHaveLength(19);
  });

  it('is read back as what it was written from', () => {
    fc.assert(
      fc.property(parts, room, (one, most) => {
        const text = writeNumber(one, most);
        if (text !== null) expect(readNumber(text)).toEqual(one);
      }),
    );
  });

  it('is read as it may be typed from paper', () => {
    const one = { day: DAY, pc: 'K1QM0D', serial: 1 };
    const text = writeNumber(one, 20) ?? '';
    const spaced = text.replace(/(.{7})(.{6})(.{4})/, '$1 $2-$3 ').toLowerCase();
    expect(readNumber(spaced)).toEqual(one);
    expect(readNumber(text.replaceAll('0', 'O').replace('K1', 'Kl'))).toEqual(one);
  });

  it('is not read with one character wrong', () => {
    fc.assert(
      fc.property(parts, room, fc.nat(), fc.constantFrom(...ALPHABET), (one, most, at, wrong) => {
        const text = writeNumber(one, most) ?? '';
        const place = at % Math.max(1, text.length);
        fc.pre(text !== '' && text[place] !== wrong);
        expect(readNumber(text.slice(0, place) + wrong + text.slice(place + 1))).toBeNull();
      }),
      { numRuns: 1000 },
    );
  });

  it('is not read with two characters in each other’s place', () => {
    fc.assert(
      fc.property(parts, room, fc.nat(), fc.nat(), (one, most, a, b) => {
        const text = [...(writeNumber(one, most) ?? '')];
        const [i, j] = [a % Math.max(1, text.length), b % Math.max(1, text.length)];
        const [first, second] = [text[i], text[j]];
        fc.pre(first !== undefined && second !== undefined && first !== second);
        const swapped = text.with(i, second).with(j, first).join('');
        expect(readNumber(swapped)).toBeNull();
      }),
      { numRuns: 1000 },
    );
  });

  it.each([
    '',
    'A123456789',
    '1141124',
    '1141124K7QM2E',
    '1141124K7QM2D00013',
    '114112400012345678',
    'U141124K7QM2D00012',
    '1149924K7QM2D00012',
  ])('is not %j', (text) => expect(readNumber(text)).toBeNull());
});
