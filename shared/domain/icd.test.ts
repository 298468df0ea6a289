import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { icdCode } from './icd.ts';

describe('icdCode', () => {
  it.each([
    ['E11.9', 'E11.9'],
    ['e119', 'E11.9'],
    ['Ｅ１１．９', 'E11.9'],
    [' I10 ', 'I10'],
    ['S72.001A', 'S72.001A'],
    ['S72001A', 'S72.001A'],
    ['C7A.010', 'C7A.010'],
    ['U07.1', 'U07.1'],
  ])('reads %j as the diagnosis %s', (text, code) => expect(icdCode(text)).toEqual({ system: 'cm', code }));

  it.each(['0DTJ4ZZ', '30233n1', 'BW03ZZZ', 'XW033E5'])('reads %j as a procedure', (text) => {
    expect(icdCode(text)).toEqual({ system: 'pcs', code: text.toUpperCase() });
  });

  it.each([
    '',
    'E1',
    'E11.',
    'E1.19',
    'E11.90001',
    'E11.9.0',
    '250.00',
    '401',
    'EE1.9',
    '0DTJ4ZO',
    '0DTJ4Z',
    '0DT.J4ZZ',
    '高血壓',
  ])('reads %j as neither', (text) => expect(icdCode(text)).toBeNull());

  it('writes a code that it reads as itself', () => {
    const anyCode = fc.stringMatching(/^[A-Z]\d[0-9A-Z](\.?[0-9A-Z]{1,4})?$|^[0-9A-HJ-NP-Z]{7}$/);
    fc.assert(
      fc.property(anyCode, (text) => {
        const read = icdCode(text);
        expect(read).not.toBeNull();
        expect(icdCode(read?.code ?? '')).toEqual(read);
      }),
    );
  });
});
