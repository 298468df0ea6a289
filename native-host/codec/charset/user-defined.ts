import { big5CodeOf } from './big5/table.ts';

/** A private-use character: a user-defined one (造字) of some hospital, with no look that Unicode knows. */
export interface UserDefined {
  char: string;
  /** `U+E000`. */
  codePoint: string;
  /** In UTF-16 units. */
  index: number;
  /** Its Big5 code, `FA40`, by which a hospital's IT knows it; null where Big5 has none. */
  big5: string | null;
}

/** Unicode's private use areas, the second and third in surrogate pairs; spelled out, since `\p{Co}` is slow. */
const PRIVATE_USE = /[\ue000-\uf8ff]|[\udb80-\udbff][\udc00-\udfff]/g;

/** Every user-defined character of a text, in order. */
export function userDefinedIn(text: string): UserDefined[] {
  return Array.from(text.matchAll(PRIVATE_USE), ({ 0: char, index }) => ({
    char,
    codePoint: codePointName(char),
    index,
    big5: hex(big5CodeOf(char)),
  }));
}

export const hasUserDefined = (text: string): boolean => text.search(PRIVATE_USE) >= 0;

/** `U+5803`, at least four digits. */
export function codePointName(char: string): string {
  return `U+${(char.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}

const hex = (code: number) => (code === 0 ? null : code.toString(16).toUpperCase());
