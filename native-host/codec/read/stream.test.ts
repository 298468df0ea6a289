import { describe, expect, it } from 'vitest';
import type { BatchDocument } from '../../../shared/contract/batch.ts';
import { oneFile } from '../../../test/codec/arbitrary.ts';
import { shipped, shippedDocuments } from '../../../test/codec/documents.ts';
import { decodeFile, encodeFile, readRecords } from '../codec.ts';
import type { Item } from './item.ts';

async function* pieces(bytes: Uint8Array, ...cuts: number[]): AsyncGenerator<Uint8Array> {
  let from = 0;
  for (const cut of [...cuts, bytes.length]) {
    // One buffer for all, overwritten after each use, as a file reader does.
    const piece = new Uint8Array(bytes.subarray(from, cut));
    yield piece;
    piece.fill(0x3f);
    from = cut;
  }
}

async function all(document: BatchDocument, source: AsyncIterable<Uint8Array>): Promise<Item[]> {
  const items: Item[] = [];
  for await (const item of readRecords(document, source)) items.push(item);
  return items;
}

/** A small file of each format, with characters of two bytes. */
const files = ['etf.document', 'etc-csv.answer', 'etc-csv.request'].map((name) => {
  const document = shipped(name);
  const content = oneFile(document, name.endsWith('request') ? 1 : 2);
  return { name, document, bytes: encodeFile(document, content).bytes };
});

describe('a file in pieces', () => {
  it.each(files)('$name: cut at every byte, it is the same', async ({ document, bytes }) => {
    const whole = await all(document, pieces(bytes));
    expect(whole.filter(({ kind }) => kind === 'record')).not.toEqual([]);
    for (let cut = 0; cut <= bytes.length; cut++)
      expect(await all(document, pieces(bytes, cut)), String(cut)).toEqual(whole);
  });

  it.each(shippedDocuments())('%s: a byte at a time', async (_, document) => {
    const content = oneFile(document, 1);
    const { bytes } = encodeFile(document, content);
    const items = await all(document, pieces(bytes, ...bytes.keys()));
    const records = items.flatMap((item) => (item.kind === 'record' ? [item.record] : []));
    expect(records).toEqual(decodeFile(document, bytes).records);
    expect(records).toEqual(content.records);
  });

  it('what came before an error stands; the error comes at the end', async () => {
    const document = shipped('eta.document');
    const { bytes } = encodeFile(document, oneFile(document, 3));
    const seen: number[] = [];
    const reading = (async () => {
      const cut = bytes.length - 40;
      for await (const item of readRecords(document, pieces(bytes.subarray(0, cut), 1000)))
        if (item.kind === 'record') seen.push(item.index);
    })();
    await expect(reading).rejects.toMatchObject({ key: 'app:fileTruncated', record: 2 });
    expect(seen).toEqual([0, 1]);
  });

  it('a reader that stops lets go of the file', async () => {
    const document = shipped('eta.document');
    const { bytes } = encodeFile(document, oneFile(document, 3));
    let isClosed = false;
    async function* source() {
      try {
        yield* pieces(bytes, 1000);
      } finally {
        isClosed = true;
      }
    }
    for await (const item of readRecords(document, source())) if (item.kind === 'record') break;
    expect(isClosed).toBe(true);
  });
});
