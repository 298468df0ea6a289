import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checksumHolds, looksMasked, maskId, nationalId } from './national-id.ts';

/**
 * A second implementation, from the published table instead of from arithmetic: what each letter adds to the
 * sum (tens + 9 × ones of its number, mod 10), as the household registration's letter table gives it.
 */
const LETTER_SUM: Record<string, number> = {
  ...{ A: 1, B: 0, C: 9, D: 8, E: 7, F: 6, G: 5, H: 4, I: 9, J: 3, K: 2, L: 2, M: 1 },
  ...{ N: 0, O: 8, P: 9, Q: 8, R: 7, S: 6, T: 5, U: 4, V: 3, W: 1, X: 3, Y: 2, Z: 0 },
};
const SECOND_LETTER: Record<string, number> = { A: 0, B: 1, C: 2, D: 3 };

function holdsByTable(text: string): boolean {
  const [letter = '', second = '', ...rest] = text;
  const start = (LETTER_SUM[letter] ?? 0) + 8 * (SECOND_LETTER[second] ?? Number(second));
  const weights = [7, 6, 5, 4, 3, 2, 1, 1];
  return rest.reduce((sum, digit, i) => sum + Number(digit) * (weights[i] ?? 0), start) % 10 === 0;
}

const letters = fc.constantFrom(...'ABCDEFGHIJKLMNOPQRSTUVWXYZ');
const anyId = fc
  .tuple(letters, fc.constantFrom(...'1289ABCD'), fc.stringMatching(/^\d{8}$/))
  .map((parts) => parts.join(''));

function id(text: string) {
  const read = nationalId(text);
  if (!read) throw new Error(`${text} has not the shape of an ID`);
  return read;
}

describe('nationalId', () => {
  it.each([
    'A123456789',
    'a123456789',
    ' A1234-56789 ',
    'Ａ１２３４５６７８９',
    'A 123 456 789',
  ])('reads %j', (text) => {
    expect(nationalId(text)).toBe('A123456789');
  });

  it('reads all three shapes', () => {
    fc.assert(
      fc.property(anyId, (text) => {
        expect(nationalId(text)).toBe(text);
      }),
    );
  });

  it.each([
    'A323456789',
    'AE23456789',
    'A12345678',
    'A1234567890',
    '1123456789',
    'A12****789',
    '王小明',
    '',
  ])('refuses %j', (text) => expect(nationalId(text)).toBeNull());
});

describe('checksumHolds', () => {
  it.each([
    'A123456789',
    'F131104093',
    'A800000014',
    'A900000016',
    'AB12345677',
    'FA12345689',
  ])('holds for %s', (text) => expect([checksumHolds(id(text)), holdsByTable(text)]).toEqual([true, true]));

  it('agrees with the table, for citizens, old and new resident numbers', () => {
    fc.assert(
      fc.property(anyId, (text) => {
        expect(checksumHolds(id(text))).toBe(holdsByTable(text));
      }),
      { numRuns: 2000 },
    );
  });

  it('holds for exactly one last digit', () => {
    fc.assert(
      fc.property(anyId, (text) => {
        const right = Array.from('0123456789').filter((digit) => checksumHolds(id(text.slice(0, 9) + digit)));
        expect(right).toHaveLength(1);
      }),
    );
  });
});

describe('maskId', () => {
  it('keeps two and three characters', () => {
    expect(maskId('A123456789')).toBe('A1*****789');
  });

  it('shows nothing of what is too short to be masked', () => {
    expect([maskId('A1234'), maskId('')]).toEqual(['*****', '']);
  });

  it('never shows the middle', () => {
    fc.assert(
      fc.property(anyId, (text) => {
        const masked = maskId(text);
        expect(masked).toHaveLength(10);
        expect(masked.slice(2, 7)).toBe('*****');
      }),
    );
  });
});

describe('looksMasked', () => {
  it.each([
    'A12****789',
    'A12○○○○789',
    'A1234567**',
    'A12＊＊＊＊789',
    'Ａ１２●●●●７８９',
    'A********9',
    'A12 **** 789',
  ])('sees %s', (text) => expect(looksMasked(text)).toBe(true));

  it.each(['', 'A123456789', '身分證號', '尚未選擇病人', '1234567'])('does not see one in %j', (text) => {
    expect(looksMasked(text)).toBe(false);
  });
});
