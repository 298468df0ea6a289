import type { Charset } from '../charset.ts';
import { UnmappableError } from '../faults.ts';
import { streamOf } from '../stream.ts';
import { isLone, unmappableIn } from '../unmappable.ts';
import { decodeWhole, decodeWholeKeeping } from '../whole.ts';
import { readUtf8 } from './decode.ts';

const encoder = new TextEncoder();
const unmappable = (text: string) => (text.isWellFormed() ? [] : unmappableIn(text, isLone, () => []));

/** Throws for half of a surrogate pair, which `TextEncoder` would replace. */
function encode(text: string): Uint8Array<ArrayBuffer> {
  if (!text.isWellFormed()) throw new UnmappableError(unmappable(text));
  return encoder.encode(text);
}

/** Every character there is; a byte order mark is read as U+FEFF, not swallowed. */
export const utf8: Charset = {
  name: 'UTF-8',
  encode,
  decode: (bytes) => decodeWhole(readUtf8, bytes),
  decodeKeeping: (bytes) => decodeWholeKeeping(readUtf8, bytes),
  byteLength: (text) => Buffer.byteLength(text, 'utf8'),
  unmappable,
  stream: (keep) => streamOf(readUtf8, keep),
};
