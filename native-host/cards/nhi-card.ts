import { type NationalId, nationalId } from '../../shared/domain/national-id.ts';
import type { Sex } from '../../shared/domain/patient.ts';
import { fromRoc } from '../../shared/domain/roc-date.ts';
import type { TaiwanDate } from '../../shared/domain/taiwan-date.ts';

/** The public part of an NHI card. ID and birth date decide whose it is; the name is for the eye. */
export interface NhiCard {
  cardNo: string;
  /** Never compared: cut at 20 bytes, and its user-defined characters mean something else on every PC. */
  name: string;
  /** False when the name was cut within a character or holds one that no common font draws. */
  nameWhole: boolean;
  id: NationalId;
  birthDate: TaiwanDate;
  sex: Sex;
  issuedOn: TaiwanDate;
}

/** facts.md 6: card no 12, name 20, ID 10, birth date 7, sex 1, issue date 7. */
export const NHI_CARD_BYTES = 57;

/** Null when the bytes are not exactly the basic data of an NHI card: nothing is guessed or repaired. */
export function parseNhiCard(bytes: Uint8Array): NhiCard | null {
  if (bytes.length !== NHI_CARD_BYTES) return null;
  const ascii = (from: number, to: number) => String.fromCharCode(...bytes.subarray(from, to));
  const id = nationalId(ascii(32, 42));
  const birthDate = fromRoc(ascii(42, 49));
  const sex = ascii(49, 50);
  const issuedOn = fromRoc(ascii(50, 57));
  const cardNo = ascii(0, 12);
  if (id !== ascii(32, 42) || !birthDate || !issuedOn || !/^[0-9A-Z]{12}$/.test(cardNo)) return null;
  if (sex !== 'M' && sex !== 'F') return null;
  return { cardNo, ...decodeName(bytes.subarray(12, 32)), id, birthDate, sex, issuedOn };
}

/** Is it one and the same card? Not the same person's next one: its number differs. */
export function sameCard(a: NhiCard, b: NhiCard): boolean {
  return a.cardNo === b.cardNo && a.id === b.id && a.birthDate === b.birthDate;
}

/**
 * Big5 for display. Node's decoder follows code page 950 and maps user-defined characters (FA40 and above,
 * 8140-A0FE, C6A1-C8FE) to the private use area, where a hospital's own font may still draw them.
 */
function decodeName(bytes: Uint8Array): { name: string; nameWhole: boolean } {
  const end = lengthOfWholeCharacters(bytes);
  const name = new TextDecoder('big5')
    .decode(bytes.subarray(0, end))
    .replace(/[\0\s]+$/, '')
    .replace(/^\s+/, '');
  return { name, nameWhole: end === bytes.length && !/[\p{Co}\p{Cc}\uFFFD]/u.test(name) };
}

/** A lead byte (81-FE) at the very end lost its trail byte to the 20-byte limit. */
function lengthOfWholeCharacters(bytes: Uint8Array): number {
  let at = 0;
  while (at < bytes.length) {
    const width = (bytes[at] ?? 0) > 0x80 ? 2 : 1;
    if (at + width > bytes.length) return at;
    at += width;
  }
  return at;
}
