import type { OnInvalid } from '../stream.ts';
import { isLead, isTrail, UNIT_OF } from './table.ts';

/** Characters that are turned into a string at once; a whole document needs no more memory than its text. */
const PIECE = 0x10000;
const INVALID = '\ufffd';

interface Run {
  /** The first byte that was not read. */
  end: number;
  units: number;
  ascii: boolean;
}

/** Reads Big5; a `ReadPiece`. */
export function readBig5(bytes: Uint8Array, last: boolean, onInvalid: OnInvalid) {
  const units = new Uint16Array(Math.min(bytes.length, PIECE));
  let text = '';
  let at = 0;
  while (at < bytes.length) {
    const run = fill(bytes, at, units);
    text += textOf(bytes, at, run, units);
    at = run.end;
    if (at === bytes.length || run.units === units.length) continue;
    const length = faultAt(bytes, at, last);
    if (length === 0) break;
    onInvalid(at, length, text.length);
    text += INVALID;
    at += length;
  }
  return { text, used: at };
}

/** Everything up to what is no character, or until `units` is full. The hot loop: no calls in it. */
function fill(bytes: Uint8Array, from: number, units: Uint16Array): Run {
  const { length } = bytes;
  const room = units.length;
  let at = from;
  let n = 0;
  while (at < length && n < room) {
    const byte = bytes[at] as number;
    if (byte < 0x80) {
      units[n++] = byte;
      at++;
      continue;
    }
    const unit = at + 1 < length ? UNIT_OF[((byte & 0x7f) << 8) | (bytes[at + 1] as number)] : 0;
    if (!unit) break;
    units[n++] = unit;
    at += 2;
  }
  return { end: at, units: n, ascii: at - from === n };
}

function textOf(bytes: Uint8Array, from: number, { end, units, ascii }: Run, filled: Uint16Array): string {
  if (units === 0) return '';
  return ascii
    ? Buffer.from(bytes.buffer, bytes.byteOffset + from, end - from).toString('latin1')
    : Buffer.from(filled.buffer, 0, units * 2).toString('utf16le');
}

/**
 * How many bytes at `at` mean nothing; 0 when the next piece may still make a character of them. A byte that is no
 * trail is not swallowed with its lead: it may be the `<` of the next tag.
 */
function faultAt(bytes: Uint8Array, at: number, last: boolean): number {
  if (!isLead(bytes[at] ?? 0)) return 1;
  if (at + 1 === bytes.length) return last ? 1 : 0;
  return isTrail(bytes[at + 1] ?? 0) ? 2 : 1;
}
