import type { Charset, KeptBytes } from '../charset/charset.ts';
import type { Place } from './file-error.ts';

/** A stretch of a file: its text, where it begins, and the bytes in it that are no characters. */
export interface Passage {
  text: string;
  from: Place;
  kept: readonly KeptBytes[];
}

/** Where the character `index` of a passage stands in the file. */
export function placeIn(passage: Passage, charset: Charset, index: number): Place {
  const before = passage.text.slice(0, index);
  const feed = before.lastIndexOf('\n');
  const lines = before.split('\n').length - 1;
  const column = countChars(before.slice(feed + 1)) + 1;
  return {
    line: passage.from.line + lines,
    column: feed < 0 ? passage.from.column + column - 1 : column,
    byte: passage.from.byte + byteIndex(passage, charset, index),
  };
}

/** Where the character `index` begins in the passage's bytes. */
export function byteIndex({ text, kept }: Passage, charset: Charset, index: number): number {
  let bytes = 0;
  let from = 0;
  for (const one of kept) {
    if (one.index >= index) break;
    bytes += charset.byteLength(text.slice(from, one.index)) + one.bytes.length;
    from = one.index + 1;
  }
  return bytes + charset.byteLength(text.slice(from, index));
}

/** The place after a text that stands at `from` and is `bytes` long. */
export function placeAfter(from: Place, text: string, bytes: number): Place {
  const feed = text.lastIndexOf('\n');
  const byte = from.byte + bytes;
  if (feed < 0) return { line: from.line, column: from.column + countChars(text), byte };
  let lines = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) lines++;
  return { line: from.line + lines, column: countChars(text.slice(feed + 1)) + 1, byte };
}

function countChars(text: string): number {
  let count = text.length;
  for (let i = 0; i < text.length; i++) if ((text.charCodeAt(i) & 0xfc00) === 0xdc00) count--;
  return count;
}
