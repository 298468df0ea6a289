import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Charset, KeptBytes } from './charset.ts';
import { charsetOf } from './charset-of.ts';
import { InvalidBytesError, UnmappableError } from './faults.ts';

/** Characters of names and notes, of every width that the two charsets have, with user-defined ones. */
const NOTES = fc.string({
  unit: fc.constantFrom(...'<A1>é\r\n 王小明許功蓋珮瑜嗯€±℃～碁恒裏\ue000\uf848堃𠮷\ufeff\ufffd'),
  maxLength: 60,
});
/** Bytes that are often, but not always, right: halves of characters, leads without trails, tags between them. */
const BYTES = fc
  .array(
    fc.constantFrom(0x3c, 0x0a, 0x41, 0x7f, 0x80, 0x81, 0xa1, 0xa4, 0xa3, 0xe2, 0xe4, 0xf9, 0xbf, 0xf0, 0xff),
    {
      maxLength: 40,
    },
  )
  .map((bytes) => Uint8Array.from(bytes));

const thrown = (act: () => unknown): unknown => {
  try {
    act();
  } catch (error) {
    return error;
  }
};

/** The document again, with the kept bytes where their U+FFFD stand. */
function restored(charset: Charset, text: string, kept: readonly KeptBytes[]): Buffer {
  let from = 0;
  const parts = kept.flatMap(({ index, bytes }) => {
    const before = charset.encode(text.slice(from, index));
    from = index + 1;
    return [before, bytes];
  });
  return Buffer.concat([...parts, charset.encode(text.slice(from))]);
}

/** Reads a stream of pieces that share one buffer, as a file's reader may. */
function streamed(charset: Charset, pieces: readonly Uint8Array[]) {
  const kept: KeptBytes[] = [];
  const stream = charset.stream((one) => kept.push(one));
  const buffer = new Uint8Array(Math.max(0, ...pieces.map((piece) => piece.length)));
  const texts = pieces.map((piece) => {
    buffer.set(piece);
    return stream.write(buffer.subarray(0, piece.length));
  });
  return { text: texts.join('') + stream.end(), kept };
}

describe.each(['Big5', 'UTF-8'] as const)('%s', (name) => {
  const charset = charsetOf(name);
  const encodable = NOTES.map((text) => [...text].filter((c) => charset.unmappable(c).length === 0).join(''));

  it('reads what it wrote, and counts bytes without writing', () => {
    fc.assert(
      fc.property(encodable, (text) => {
        const bytes = charset.encode(text);
        expect(charset.decode(bytes)).toEqual({ text, hasUserDefined: /[\ue000\uf848]/.test(text) });
        expect(charset.byteLength(text)).toBe(bytes.length);
      }),
    );
  });

  it('refuses a text exactly when it names a character that it lacks', () => {
    fc.assert(
      fc.property(NOTES, (text) => {
        const named = charset.unmappable(text);
        const error = thrown(() => charset.encode(text));
        if (named.length === 0) expect(error).toBeUndefined();
        else expect(error).toMatchObject({ key: 'app:characterUnmappable', characters: named });
      }),
    );
  });

  it('keeps every byte that means nothing, and the text around it', () => {
    fc.assert(
      fc.property(BYTES, (bytes) => {
        const { text, kept } = charset.decodeKeeping(bytes);
        expect([...text.matchAll(/\ufffd/g)].map(({ index }) => index)).toEqual(
          kept.map(({ index }) => index),
        );
        for (const { offset, bytes: raw } of kept) {
          expect(raw).toEqual(bytes.slice(offset, offset + raw.length));
        }
        expect(restored(charset, text, kept)).toEqual(Buffer.from(bytes));
      }),
      { numRuns: 500 },
    );
  });

  it('stops at the first such byte when strict, in a whole and in a stream', () => {
    fc.assert(
      fc.property(BYTES, (bytes) => {
        const [first] = charset.decodeKeeping(bytes).kept;
        const strict = charset.stream();
        const errors = [() => charset.decode(bytes), () => strict.write(bytes) + strict.end()].map(thrown);
        for (const error of errors) {
          if (!first) expect(error).toBeUndefined();
          else expect(error).toMatchObject({ key: 'app:bytesInvalid', place: { offset: first.offset } });
        }
      }),
      { numRuns: 500 },
    );
  });

  it('reads a stream as it reads the whole, wherever it is cut', () => {
    fc.assert(
      fc.property(BYTES, fc.array(fc.nat(40)), (bytes, cuts) => {
        const { text, kept } = charset.decodeKeeping(bytes);
        const places = [0, ...cuts.filter((at) => at < bytes.length).sort((a, b) => a - b), bytes.length];
        const pieces = places.slice(1).map((end, i) => bytes.slice(places[i], end));
        expect(streamed(charset, pieces)).toEqual({ text, kept });
      }),
      { numRuns: 500 },
    );
  });

  it('a document cut at every byte, and one byte at a time', () => {
    const text = '<院名>臺北榮民總醫院\ue000</院名>\r\n許功蓋€'.repeat(3);
    const bytes = charset.encode(text);
    for (let at = 0; at <= bytes.length; at++) {
      const pieces = [bytes.slice(0, at), bytes.slice(at)];
      expect(streamed(charset, pieces)).toEqual({ text, kept: [] });
    }
    expect(
      streamed(
        charset,
        Array.from(bytes, (byte) => Uint8Array.of(byte)),
      ),
    ).toEqual({ text, kept: [] });
  });

  it('a long document, longer than what is read at once', () => {
    const text = `${'<A1>'.repeat(30_000)}${'王小明,'.repeat(60_000)}`;
    expect(charset.decode(charset.encode(text)).text === text).toBe(true);
  });

  it('half of a surrogate pair is no character, and is shown to nobody', () => {
    const error = thrown(() => charset.encode('王\ud842小')) as UnmappableError;
    expect(error).toBeInstanceOf(UnmappableError);
    expect(error.characters).toEqual([
      { char: '\ufffd', codePoint: 'U+D842', index: 1, position: 2, variants: [] },
    ]);
  });

  it('says line and column of a byte that means nothing, counted as a person counts', () => {
    const bytes = Buffer.concat([
      charset.encode('第一行\r\n王小'),
      Uint8Array.of(0xff),
      charset.encode('明'),
    ]);
    const error = thrown(() => charset.decode(bytes)) as InvalidBytesError;
    const offset = bytes.indexOf(0xff);
    expect(error).toBeInstanceOf(InvalidBytesError);
    expect(error.place).toEqual({ offset, line: 2, column: 3 });
    expect(error.message).toBe(`app:bytesInvalid (byte ${offset}, line 2, column 3)`);
  });

  it('counts a stream’s offset from its beginning', () => {
    const stream = charset.stream();
    stream.write(charset.encode('王小明'));
    const offset = charset.byteLength('王小明');
    expect(thrown(() => stream.write(Uint8Array.of(0x41, 0xff)))).toMatchObject({
      place: { offset: offset + 1 },
    });
  });

  it('gives up on a document that is in another charset altogether', () => {
    expect(thrown(() => charset.decodeKeeping(new Uint8Array(20_000).fill(0xff)))).toMatchObject({
      key: 'app:bytesInvalid',
      place: { offset: 10_000 },
    });
  });
});
