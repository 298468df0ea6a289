import type { Charset } from '../charset.ts';
import { streamOf } from '../stream.ts';
import { decodeWhole, decodeWholeKeeping } from '../whole.ts';
import { readBig5 } from './decode.ts';
import { big5Length, encodeBig5 } from './encode.ts';
import { big5Unmappable } from './unmappable.ts';

/**
 * Big5 as Windows in Taiwan has it (cp950), user-defined characters in Unicode's private use area: 19,720 codes.
 * Ten of them stand for characters that have another code, and are written as that one.
 */
export const big5: Charset = {
  name: 'Big5',
  encode: encodeBig5,
  decode: (bytes) => decodeWhole(readBig5, bytes),
  decodeKeeping: (bytes) => decodeWholeKeeping(readBig5, bytes),
  byteLength: big5Length,
  unmappable: big5Unmappable,
  stream: (keep) => streamOf(readBig5, keep),
};
