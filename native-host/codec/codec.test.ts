import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyFile, oneFile } from '../../test/codec/arbitrary.ts';
import { shipped, shippedDocuments } from '../../test/codec/documents.ts';
import { errorsOf } from '../../test/codec/faults.ts';
import { checkFile, decodeFile, encodeFile } from './codec.ts';
import { ProblemsError } from './fault/problems-error.ts';

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

describe('an attachment with nothing in it', () => {
  const document = shipped('eta-file.document');
  const { head, records } = oneFile(document, 1);
  const [first = {}] = records;

  it('is none: not written, and missed where it is read', () => {
    const empty = { head, records: [{ ...first, content: new Uint8Array(0) }] };
    const errors = checkFile(document, empty).filter(({ severity }) => severity === 'error');
    expect(errors).toMatchObject([{ code: 'required', key: 'content' }]);
    const { bytes } = encodeFile(document, { head, records: [first] });
    const text = Buffer.from(bytes).toString('latin1');
    const blank = Buffer.from(text.replace(/<n5>.*<\/n5>/, '<n5> \n</n5>'), 'latin1');
    expect(decodeFile(document, blank).problems).toMatchObject([{ code: 'elementMissing', key: 'content' }]);
  });
});

describe('a large attachment', () => {
  const document = shipped('eta-file.document');
  const content = Uint8Array.from({ length: 9_900_000 }, (_, i) => (i * 7_919) >> 3);
  const { head, records } = oneFile(document, 1);

  it('goes there and back, and is found broken where one character is', () => {
    const { bytes } = encodeFile(document, { head, records: records.map((one) => ({ ...one, content })) });
    const [back] = decodeFile(document, bytes).records;
    expect(Buffer.compare(back?.content as Uint8Array, content)).toBe(0);
    const broken = Buffer.from(bytes);
    broken[broken.length - 1_000] = 0x2a;
    expect(decodeFile(document, broken).problems).toMatchObject([{ code: 'base64Broken', key: 'content' }]);
  });

  it('is refused over the limit of its element, and of the file', () => {
    const elements = document.elements.map((one) =>
      one.key === 'content' ? { ...one, maxBytes: { value: 100, from: 'assumed' } } : one,
    );
    const of = (size: number) => ({
      head,
      records: records.map((one) => ({ ...one, content: content.subarray(0, size) })),
    });
    expect(errorsOf({ ...document, elements }, of(75))).toEqual([]);
    expect(errorsOf({ ...document, elements }, of(76))).toEqual(['0 tooLong content']);
    expect(encodeFile(document, of(1_000)).bytes.length).toBeGreaterThan(1_000);
    expect(() => encodeFile(document, of(1_000), { maxBytes: 1_000, attachments: null })).toThrow(
      ProblemsError,
    );
  });
});
