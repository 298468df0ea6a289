import type { Decoded, DecodedKeeping, KeptBytes } from './charset.ts';
import { type BytePlace, InvalidBytesError } from './faults.ts';
import { type ReadPiece, streamOf } from './stream.ts';
import { hasUserDefined } from './user-defined.ts';

/** More invalid places than this, and the document is not in the charset at all. */
const MOST_KEPT = 10_000;

/** A whole document, strictly. Throws `InvalidBytesError` with line and column. */
export function decodeWhole(read: ReadPiece, bytes: Uint8Array): Decoded {
  const { text } = read(bytes, true, (at) => {
    throw new InvalidBytesError(placeIn(read, bytes, at));
  });
  return { text, hasUserDefined: hasUserDefined(text) };
}

/** A whole document, what is invalid kept. */
export function decodeWholeKeeping(read: ReadPiece, bytes: Uint8Array): DecodedKeeping {
  const kept: KeptBytes[] = [];
  const stream = streamOf(read, (one) => {
    if (kept.length === MOST_KEPT) throw new InvalidBytesError(placeIn(read, bytes, one.offset));
    kept.push(one);
  });
  const text = stream.write(bytes) + stream.end();
  return { text, hasUserDefined: hasUserDefined(text), kept };
}

/** Line and column of a byte. What stands before it on its line may be invalid too: each such place is one column. */
function placeIn(read: ReadPiece, bytes: Uint8Array, offset: number): BytePlace {
  let line = 1;
  let start = 0;
  for (let at = bytes.indexOf(10); at >= 0 && at < offset; at = bytes.indexOf(10, at + 1)) {
    line++;
    start = at + 1;
  }
  const { text } = read(bytes.subarray(start, offset), true, () => {});
  return { offset, line, column: [...text].length + 1 };
}
