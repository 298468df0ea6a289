import type { BatchDocument } from '../../../shared/contract/batch.ts';
import type { Characters } from '../../../shared/domain/samples/people.ts';
import { seeded } from '../../../shared/domain/samples/random.ts';
import { scene } from '../../../shared/domain/samples/scene.ts';
import { taiwanToday } from '../../../shared/domain/taiwan-date.ts';
import type { FileContent } from '../../codec/check/file.ts';
import { sampleFile } from '../../codec/sample/sample-file.ts';
import type { Demands } from '../../codec/sample/satisfies.ts';

export interface MadeUp {
  seed: number;
  count: number;
  characters: Characters;
  states?: Demands;
}

/** Made-up documents of today: the same seed gives the same on the same day, and one institution. */
export function madeUp(document: BatchDocument, { seed, characters, ...rest }: MadeUp): FileContent {
  const random = seeded(seed);
  return sampleFile(document, { random, scene: scene(random, taiwanToday(Date.now()), characters), ...rest });
}
