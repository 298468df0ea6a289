import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyFile } from '../../test/codec/arbitrary.ts';
import { shippedDocuments } from '../../test/codec/documents.ts';
import { decodeFile, encodeFile } from './codec.ts';

const documents = shippedDocuments();

describe('every document of every operation', () => {
  it('is among them: six uploads with attachments and results, requests and answers', () => {
    expect(documents.length).toBeGreaterThanOrEqual(20);
    expect(new Set(documents.map(([, { content }]) => content)).size).toBe(9);
  });

  it.each(documents)('%s: what was written is read again, byte for byte written again', (_, document) => {
    fc.assert(
      fc.property(anyFile(document), (file) => {
        const { bytes } = encodeFile(document, file);
        const decoded = decodeFile(document, bytes);
        expect(decoded.problems).toEqual([]);
        expect({ head: decoded.head, records: decoded.records }).toEqual(file);
        expect(encodeFile(document, decoded).bytes).toEqual(bytes);
      }),
      { numRuns: 25 },
    );
  });
});
