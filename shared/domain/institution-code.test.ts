import { describe, expect, it } from 'vitest';
import { hasInstitutionShape, institutionCheckDigitHolds } from './institution-code.ts';

describe('醫事機構代碼', () => {
  it.each(['3501200007', '1101010021', '0401180023', 'A501200000'])('%s', (code) => {
    expect([hasInstitutionShape(code), institutionCheckDigitHolds(code)]).toEqual([true, true]);
  });

  it.each(['350120000', '35012000000', '350120000a', '3501 00000', ''])('%j has not its shape', (code) =>
    expect(hasInstitutionShape(code)).toBe(false));

  it('has one check digit that holds', () => {
    const holding = [...'0123456789'].filter((digit) => institutionCheckDigitHolds(`350120000${digit}`));
    expect(holding).toHaveLength(1);
  });
});
