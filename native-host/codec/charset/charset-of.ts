import { big5 } from './big5/big5.ts';
import type { Charset, CharsetName } from './charset.ts';
import { utf8 } from './utf8/utf8.ts';

const CHARSETS: Record<CharsetName, Charset> = { Big5: big5, 'UTF-8': utf8 };

/** The charset that a contract names. */
export const charsetOf = (name: CharsetName): Charset => CHARSETS[name];
