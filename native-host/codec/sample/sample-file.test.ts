import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { BatchDocument } from '../../../shared/contract/batch.ts';
import { idNumber } from '../../../shared/domain/samples/people.ts';
import { seeded } from '../../../shared/domain/samples/random.ts';
import { scene } from '../../../shared/domain/samples/scene.ts';
import { changed, shipped, shippedDocuments } from '../../../test/codec/documents.ts';
import { SAMPLE_DAY, sampleFileOf } from '../../../test/codec/samples.ts';
import { checkFile, decodeFile, encodeFile } from '../codec.ts';
import { sampleFile } from './sample-file.ts';

const errors = (document: BatchDocument, file: Parameters<typeof checkFile>[1]) =>
  checkFile(document, file).filter(({ severity }) => severity === 'error');

function make(
  document: BatchDocument,
  seed: number,
  characters: 'plain' | 'unmappable' = 'plain',
  count = 3,
) {
  const random = seeded(seed);
  return sampleFile(document, { random, scene: scene(random, SAMPLE_DAY, characters), count });
}

describe('sampleFile', () => {
  it.each(
    shippedDocuments(),
  )('%s: what it makes up fits the contract, and comes back from its bytes', (_, document) => {
    fc.assert(
      fc.property(sampleFileOf(document), (file) => {
        expect(errors(document, file)).toEqual([]);
        const decoded = decodeFile(document, encodeFile(document, file).bytes);
        expect({ head: decoded.head, records: decoded.records }).toEqual(file);
      }),
      { numRuns: 15 },
    );
  });

  it('is the same for the same seed, and another for another', () => {
    const eta = shipped('eta.document');
    expect(make(eta, 7)).toEqual(make(eta, 7));
    expect(make(eta, 7)).not.toEqual(make(eta, 8));
  });

  it('keeps to a contract that a hospital has corrected', () => {
    const eta = shipped('eta.document');
    const elements = eta.elements.map((one) =>
      one.key === 'summary' && 'maxBytes' in one ? { ...one, maxBytes: { ...one.maxBytes, value: 9 } } : one,
    );
    const short = changed(eta, { elements });
    for (const { summary } of make(short, 1, 'plain', 20).records)
      expect(Buffer.from(String(summary)).length).toBeGreaterThan(0);
    expect(errors(short, make(short, 1, 'plain', 20))).toEqual([]);
  });

  it('has names on demand that Big5 cannot write, each reported with its character', () => {
    const eta = shipped('eta.document');
    const found = errors(eta, make(eta, 5, 'unmappable'));
    expect(found.length).toBeGreaterThan(0);
    for (const one of found) {
      expect(one).toMatchObject({ code: 'characterUnmappable', detail: { position: expect.any(Number) } });
      expect('堃喆峯𠮷犇煊栢温羣').toContain(String(one.detail?.character));
    }
  });

  it('states what it is told to, or says that it cannot', () => {
    const random = seeded(1);
    const options = { random, scene: scene(random, SAMPLE_DAY, 'plain' as const), count: 5 };
    const etb = shipped('etb.document');
    const states = { stage: 'final', disposition: 'admitted' };
    for (const record of sampleFile(etb, { ...options, states }).records)
      expect(record).toMatchObject(states);
    expect(() => sampleFile(etb, { ...options, states: { stage: 'never' } })).toThrow('app:notSupported');
  });
});

describe('made-up IDs', () => {
  it('are of every shape and of the right sex', () => {
    const random = seeded(3);
    const ids = Array.from({ length: 200 }, () => idNumber(random, 'female'));
    expect(ids.every((id) => /^[A-Z][29BD]\d{8}$/.test(id))).toBe(true);
    expect(new Set(ids.map((id) => id[1])).size).toBe(4);
  });
});
