import fc from 'fast-check';
import { expect, it } from 'vitest';
import { utf8 } from './utf8.ts';

const BYTES = fc.uint8Array({ maxLength: 12 });
const sequences = fc
  .array(
    fc.oneof(
      BYTES,
      fc.string({ unit: 'grapheme' }).map((text) => new Uint8Array(Buffer.from(text))),
    ),
  )
  .map((parts) => new Uint8Array(Buffer.concat(parts)));

it('reads as the web’s own decoder does, U+FFFD for U+FFFD', () => {
  fc.assert(
    fc.property(sequences, (bytes) => {
      expect(utf8.decodeKeeping(bytes).text).toBe(
        new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes),
      );
    }),
    { numRuns: 1_000 },
  );
});

it.each([
  ['overlong', [0xc0, 0x80]],
  ['overlong in three', [0xe0, 0x80, 0x80]],
  ['half of a pair', [0xed, 0xa0, 0x80]],
  ['past the last character', [0xf4, 0x90, 0x80, 0x80]],
  ['Big5', [0xa4, 0xfd]],
  ['cut off', [0xe7, 0x8e]],
])('refuses what is %s', (_, bytes) => {
  expect(() => utf8.decode(Uint8Array.from(bytes))).toThrow('app:bytesInvalid (byte 0, line 1, column 1)');
});

it('a byte order mark stays to be seen, and U+FFFD itself is a character like any other', () => {
  const { text, kept } = utf8.decodeKeeping(Buffer.from('\ufeff<a>\ufffd'));
  expect(text).toBe('\ufeff<a>\ufffd');
  expect(kept).toEqual([]);
});
