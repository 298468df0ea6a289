import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_REQUEST_BYTES } from '../../shared/protocol/version.ts';
import { encodeFrame, FrameReader, type Incoming } from './frames.ts';

function readAll(bytes: Buffer, cuts: readonly number[]): Incoming[] {
  const reader = new FrameReader();
  const edges = [0, ...cuts.map((cut) => cut % (bytes.length + 1)).sort((a, b) => a - b), bytes.length];
  return edges.slice(1).flatMap((end, i) => [...reader.push(bytes.subarray(edges[i], end))]);
}

const short = (length: number, body = Buffer.alloc(0)) => {
  const header = Buffer.alloc(4);
  header.writeUInt32LE(length);
  return Buffer.concat([header, body]);
};
const keyOf = (one: Incoming | undefined) => (one && !one.ok ? one.error.key : 'fine');

describe('FrameReader', () => {
  it('puts messages together wherever the stream is cut', () => {
    const messages = fc.array(fc.dictionary(fc.string(), fc.string({ unit: 'binary' })), { maxLength: 6 });
    fc.assert(
      fc.property(messages, fc.array(fc.nat(), { maxLength: 12 }), (values, cuts) => {
        const plain = values.map((value) => JSON.parse(JSON.stringify(value)));
        const read = readAll(Buffer.concat(plain.map(encodeFrame)), cuts);
        expect(read.map((one) => one.ok && one.value)).toEqual(plain);
      }),
      { numRuns: 30 },
    );
  });

  it('refuses what is too large without holding it, and goes on after it', () => {
    const large = short(MAX_REQUEST_BYTES + 1, Buffer.alloc(MAX_REQUEST_BYTES + 1, 0x20));
    const read = readAll(Buffer.concat([large, encodeFrame({ a: 1 })]), [3, 4, 70_000, 900_000]);
    expect(read.map(keyOf)).toEqual(['wire:tooLarge', 'fine']);
    expect(read[1]).toEqual({ ok: true, value: { a: 1 } });
  });

  it('gives up on a length that no browser sends', () => {
    const read = readAll(Buffer.concat([short(0xffffffff), encodeFrame({ a: 1 })]), []);
    expect(read).toHaveLength(1);
    expect(read[0]).toMatchObject({ ok: false, lost: true });
  });

  it.each([
    ['no JSON', Buffer.from('{"a":')],
    ['nothing', Buffer.alloc(0)],
    ['not UTF-8', Buffer.from([0x22, 0xa4, 0xa4, 0x22])],
    ['a byte order mark', Buffer.from('\ufeff{}')],
  ])('says that %s is a bad frame, and goes on', (_name, body) => {
    const read = readAll(Buffer.concat([short(body.length, body), encodeFrame({ a: 1 })]), [2]);
    expect(read.map(keyOf)).toEqual(['wire:badFrame', 'fine']);
  });
});
