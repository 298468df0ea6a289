import type { Unmappable } from './faults.ts';
import { codePointName } from './user-defined.ts';
import type { Variant } from './variants.ts';

/** Enough for any form; a text with more of them is in the wrong charset altogether. */
const MOST = 100;
const LONE = /\p{Cs}/u;

/** The characters of a text that a charset lacks, with their places, at most 100. */
export function unmappableIn(
  text: string,
  lacks: (char: string) => boolean,
  variantsOf: (char: string) => readonly Variant[],
): Unmappable[] {
  const found: Unmappable[] = [];
  let index = 0;
  let position = 0;
  for (const char of text) {
    position++;
    if (lacks(char)) found.push({ ...named(char), index, position, variants: variantsOf(char) });
    if (found.length === MOST) break;
    index += char.length;
  }
  return found;
}

const named = (char: string) => ({
  char: isLone(char) ? '\ufffd' : char,
  codePoint: codePointName(char),
});

/** Half of a surrogate pair: no character. */
export const isLone = (char: string) => LONE.test(char);
