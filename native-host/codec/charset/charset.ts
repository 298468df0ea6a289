import type { Unmappable } from './faults.ts';

/** As a contract's `encoding` says it. */
export type CharsetName = 'Big5' | 'UTF-8';

/** Bytes that mean nothing in the charset. In the text U+FFFD holds their place; here they are kept as they came. */
export interface KeptBytes {
  /** Bytes from the beginning of the document or stream. */
  offset: number;
  /** Where its U+FFFD stands in the whole text, in UTF-16 units. */
  index: number;
  bytes: Uint8Array;
}

export interface Decoded {
  text: string;
  /** Are there characters that only the hospital which made them (造字) knows the look of? `userDefinedIn` tells which. */
  hasUserDefined: boolean;
}

export interface DecodedKeeping extends Decoded {
  /** In the order of the bytes; empty for a sound document. */
  kept: readonly KeptBytes[];
}

/** A document in pieces, cut anywhere: half a character waits for the next piece. */
export interface CharsetStream {
  /** The text of every whole character that is there by now. Throws `InvalidBytesError` unless bytes are kept. */
  write(bytes: Uint8Array): string;
  /** What remains. Half a character at the end is invalid like any other byte. */
  end(): string;
}

export interface Charset {
  readonly name: CharsetName;
  /** Throws `UnmappableError` with every character that has no code. Nothing is ever replaced. */
  encode(text: string): Uint8Array<ArrayBuffer>;
  /** Strict: throws `InvalidBytesError` with offset, line and column of the first byte that means nothing. */
  decode(bytes: Uint8Array): Decoded;
  /** For what others wrote: invalid bytes are kept and listed. Throws where there are more than 10,000 places. */
  decodeKeeping(bytes: Uint8Array): DecodedKeeping;
  /** As `encode` counts, without encoding. A character that has no code counts as its widest neighbour would. */
  byteLength(text: string): number;
  /** What `encode` would throw for, at most 100; empty when it would not. */
  unmappable(text: string): Unmappable[];
  /** Strict, or with `keep` told of each kept place as it comes. The text is the same as `decode`'s. */
  stream(keep?: (kept: KeptBytes) => void): CharsetStream;
}
