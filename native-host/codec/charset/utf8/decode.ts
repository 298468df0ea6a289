import type { OnInvalid } from '../stream.ts';
import { sequenceAt } from './sequence.ts';

const INVALID = '\ufffd';
/** A byte order mark is a character like any other here: whoever reads a document decides what it means. */
const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Reads UTF-8; a `ReadPiece`. */
export function readUtf8(bytes: Uint8Array, last: boolean, onInvalid: OnInvalid) {
  const used = last ? bytes.length : bytes.length - unfinished(bytes);
  const whole = bytes.subarray(0, used);
  return { text: textOf(whole) ?? walk(whole, onInvalid), used };
}

function textOf(bytes: Uint8Array): string | null {
  try {
    return strict.decode(bytes);
  } catch {
    return null;
  }
}

/** The slow way, from one invalid place to the next. */
function walk(bytes: Uint8Array, onInvalid: OnInvalid): string {
  let text = '';
  let from = 0;
  let at = 0;
  while (at < bytes.length) {
    const { length, valid } = sequenceAt(bytes, at);
    if (!valid) {
      text += strict.decode(bytes.subarray(from, at));
      onInvalid(at, length, text.length);
      text += INVALID;
      from = at + length;
    }
    at += length;
  }
  return text + strict.decode(bytes.subarray(from));
}

/** How many bytes at the end begin a character that they do not finish. */
function unfinished(bytes: Uint8Array): number {
  for (let n = 1; n <= 3 && n <= bytes.length; n++) {
    const at = bytes.length - n;
    if ((bytes[at] ?? 0) < 0xc0) continue;
    const { length, wanted, valid } = sequenceAt(bytes, at);
    return !valid && length === n && wanted > n ? n : 0;
  }
  return 0;
}
