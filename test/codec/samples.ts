import fc from 'fast-check';
import type { FileContent } from '../../native-host/codec/check/file.ts';
import { sampleFile } from '../../native-host/codec/sample/sample-file.ts';
import type { BatchDocument } from '../../shared/contract/batch.ts';
import type { DocumentKind, DocumentOf } from '../../shared/contract/documents.ts';
import type { Characters } from '../../shared/domain/samples/people.ts';
import type { Random } from '../../shared/domain/samples/random.ts';
import { sampleOf } from '../../shared/domain/samples/samples.ts';
import { type Scene, scene } from '../../shared/domain/samples/scene.ts';
import type { TaiwanDate } from '../../shared/domain/taiwan-date.ts';

export const SAMPLE_DAY = '2026-03-10' as TaiwanDate;

/** The samples' own chance, taken from fast-check: every choice is one that it may shrink. */
const chance: fc.Arbitrary<Random> = fc.gen().map((draw) => ({
  int: (min, max) => draw(fc.integer, { min, max }),
}));

/** Documents of a kind that no rule finds anything in. */
export function sampleDocument<K extends DocumentKind>(kind: K, of: Scene): fc.Arbitrary<DocumentOf<K>> {
  return chance.map((random) => sampleOf(kind, random, of));
}

/** Files that contract and rules find no error in. */
export function sampleFileOf(
  document: BatchDocument,
  characters: Characters = 'userDefined',
): fc.Arbitrary<FileContent> {
  return fc
    .tuple(chance, fc.integer({ min: 1, max: Math.min(3, document.maxRecords.value) }))
    .map(([random, count]) => {
      const of = scene(random, SAMPLE_DAY, characters);
      return sampleFile(document, { random, scene: of, count });
    });
}
