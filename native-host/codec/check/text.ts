import type { Problem, ProblemCode } from '../../../shared/domain/problem.ts';
import type { Charset } from '../charset/charset.ts';
import { UnmappableError } from '../charset/faults.ts';

/**
 * What no file may hold: control characters (XML 1.0, 2.2 Char), the two that are no characters, and U+FFFD, the
 * mark that an earlier conversion lost one.
 */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const FORBIDDEN = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f\ufffd-\uffff]/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: see above
const FORBIDDEN_IN_LINE = /[\0-\x1f\x7f\ufffd-\uffff]/;

/** Stands where an earlier conversion lost a character. */
const LOST = '\ufffd';

/** More faults than this in one value tell nothing new. */
const MOST = 20;

export interface TextFault {
  code: ProblemCode;
  detail: NonNullable<Problem['detail']>;
}

/** The characters of a value that cannot be sent: forbidden in any file, half of a pair, or not in the charset. */
export function textFaults(text: string, charset: Charset, oneLine: boolean): TextFault[] {
  const forbidden = oneLine ? FORBIDDEN_IN_LINE : FORBIDDEN;
  if (!forbidden.test(text) && text.isWellFormed() && canEncode(text, charset)) return [];
  const lacking = charset.unmappable(text);
  const faults: TextFault[] = [];
  let position = 0;
  for (const char of text) {
    position++;
    if (faults.length === MOST) break;
    if (!char.isWellFormed()) faults.push({ code: 'surrogateLone', detail: { position } });
    else if (forbidden.test(char))
      faults.push({ code: char === LOST ? 'characterLost' : 'characterForbidden', detail: { position } });
    else {
      const found = lacking.find((one) => one.position === position);
      const variants = found?.variants.map((variant) => variant.text);
      if (variants)
        faults.push({ code: 'characterUnmappable', detail: { position, character: char, variants } });
    }
  }
  return faults;
}

/** Quicker than `unmappable`, which looks for what to name. */
function canEncode(text: string, charset: Charset): boolean {
  try {
    charset.encode(text);
    return true;
  } catch (thrown) {
    if (thrown instanceof UnmappableError) return false;
    throw thrown;
  }
}

/** Unicode's private use area, where user-defined characters (造字) stand. */
const USER_DEFINED = /[\ue000-\uf8ff]/;

/** The first user-defined character, as a person counts; null where there is none. */
export function userDefinedAt(text: string): number | null {
  const at = text.search(USER_DEFINED);
  return at < 0 ? null : [...text.slice(0, at)].length + 1;
}
