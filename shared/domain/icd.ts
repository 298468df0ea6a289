/** A code as the form's ICD-10-CM/PCS field may hold it. */
export interface IcdCode {
  /** `cm`: diagnoses. `pcs`: procedures. */
  system: 'cm' | 'pcs';
  /** Upper case; CM with its point after the third character, PCS without any. */
  code: string;
}

/** Letter, digit, letter or digit, and up to four more (ICD-10-CM's tabular list). */
const CM = /^([A-Z]\d[0-9A-Z])([0-9A-Z]{0,4})$/;
/** Seven characters; I and O are not among PCS's 34 values (ICD-10-PCS reference manual). */
const PCS = /^[0-9A-HJ-NP-Z]{7}$/;

/**
 * Reads a code as typed: any case, full width, with or without its point, which has to stand after the third
 * character. What may be either is a diagnosis. Null where it is neither; whether the code exists is not asked.
 */
export function icdCode(text: string): IcdCode | null {
  const clean = text.normalize('NFKC').trim().toUpperCase();
  const point = clean.indexOf('.');
  const plain = point === 3 && clean.length > 4 ? clean.slice(0, 3) + clean.slice(4) : clean;
  const [, category, rest] = CM.exec(plain) ?? [];
  if (category !== undefined) return { system: 'cm', code: rest ? `${category}.${rest}` : category };
  return PCS.test(clean) ? { system: 'pcs', code: clean } : null;
}
