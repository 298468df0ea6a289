import { halfWidth } from './half-width.ts';

/** Uppercase, ten characters, of one of the three shapes; its checksum may still fail. */
export type NationalId = string & { readonly __brand: 'NationalId' };

const SHAPE = /^[A-Z][1289A-D]\d{8}$/;
const WEIGHTS = [1, 9, 8, 7, 6, 5, 4, 3, 2, 1, 1];
/** Letters in the order of their two-digit values 10, 11, … 35 (the household registration's table). */
const LETTERS = 'ABCDEFGHJKLMNPQRSTUVXYWZIO';

/** Reads an ID as typed (any case, full width, spaces, dashes). Null when the shape is not an ID's. */
export function nationalId(text: string): NationalId | null {
  const clean = halfWidth(text).replace(/[\s-]/g, '').toUpperCase();
  return SHAPE.test(clean) ? (clean as NationalId) : null;
}

/** False warns, never blocks: newborn and temporary IDs exist that fail (referral-rules, D). */
export function checksumHolds(id: NationalId): boolean {
  const first = LETTERS.indexOf(id.charAt(0)) + 10;
  const second = /[A-D]/.test(id.charAt(1))
    ? (LETTERS.indexOf(id.charAt(1)) + 10) % 10
    : Number(id.charAt(1));
  const digits = [Math.floor(first / 10), first % 10, second, ...id.slice(2).split('').map(Number)];
  return digits.reduce((sum, digit, i) => sum + digit * (WEIGHTS[i] ?? 0), 0) % 10 === 0;
}

/** For logs' neighbours and headings where the whole ID is not needed: `A1*****789`. */
export function maskId(id: string): string {
  return id.length < 6
    ? '*'.repeat(id.length)
    : `${id.slice(0, 2)}${'*'.repeat(id.length - 5)}${id.slice(-3)}`;
}

/** A HIS that masks what it shows (`A12****789`, `A12○○○○789`, `A1234567○○`): told apart from "no ID at all". */
export function looksMasked(text: string): boolean {
  return /[A-Z][A-Z\d]{0,7}[*＊○●◯xX#]{2,}/.test(halfWidth(text).replace(/\s/g, ''));
}
