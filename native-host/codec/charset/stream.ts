import type { CharsetStream, KeptBytes } from './charset.ts';
import { InvalidBytesError } from './faults.ts';

/** Told of `length` bytes at `at` that mean nothing, whose U+FFFD stands at `index` of the piece's text. */
export type OnInvalid = (at: number, length: number, index: number) => void;

/**
 * Reads whole characters from the beginning of `bytes`. `used` is short of the end only by a character that the
 * next piece may finish; in the `last` piece there is none such.
 */
export type ReadPiece = (
  bytes: Uint8Array,
  last: boolean,
  onInvalid: OnInvalid,
) => { text: string; used: number };

const NOTHING = new Uint8Array(0);

/** A stream over a charset's reader: keeps what a piece leaves unfinished, and counts the places. */
export function streamOf(read: ReadPiece, keep?: (kept: KeptBytes) => void): CharsetStream {
  let rest = NOTHING;
  let offset = 0;
  let index = 0;
  const step = (piece: Uint8Array, last: boolean): string => {
    const bytes = rest.length === 0 ? piece : joined(rest, piece);
    const { text, used } = read(bytes, last, (at, length, within) => {
      if (!keep) throw new InvalidBytesError({ offset: offset + at });
      keep({ offset: offset + at, index: index + within, bytes: bytes.slice(at, at + length) });
    });
    // A copy: the caller may fill its buffer anew.
    rest = used === bytes.length ? NOTHING : bytes.slice(used);
    offset += used;
    index += text.length;
    return text;
  };
  return { write: (bytes) => step(bytes, false), end: () => step(NOTHING, true) };
}

function joined(first: Uint8Array, second: Uint8Array): Uint8Array<ArrayBuffer> {
  const both = new Uint8Array(first.length + second.length);
  both.set(first);
  both.set(second, first.length);
  return both;
}
