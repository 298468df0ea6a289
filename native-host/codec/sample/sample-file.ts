import type { BatchDocument } from '../../../shared/contract/batch.ts';
import type { AnyDocument } from '../../../shared/contract/documents.ts';
import type { Random } from '../../../shared/domain/samples/random.ts';
import { sampleOf } from '../../../shared/domain/samples/samples.ts';
import type { Scene } from '../../../shared/domain/samples/scene.ts';
import { CodedError } from '../../../shared/protocol/errors/codes.ts';
import { charsetOf } from '../charset/charset-of.ts';
import type { FileContent } from '../check/file.ts';
import { fitted } from './fit.ts';
import { type Demands, hasOneOfEach, satisfies } from './satisfies.ts';

/** A condition that one document in twelve meets is met by one in this many, save once in 10³⁷. */
const TRIES = 1_000;

/**
 * Documents as the contract has them: made up, valid by its lengths and code lists and by the rules of the
 * domain. `states`: what each of them says, by domain key. Throws `app:notSupported` where nothing made up can
 * meet that.
 */
export function sampleFile(
  document: BatchDocument,
  { random, scene, count, states = {} }: { random: Random; scene: Scene; count: number; states?: Demands },
): FileContent {
  const records = Array.from({ length: count }, () => sampleRecord(document, random, scene, states));
  const head = { ...sampleOf('head', random, scene), count: String(count) };
  return { head: document.head ? head : null, records };
}

function sampleRecord(document: BatchDocument, random: Random, scene: Scene, states: Demands): AnyDocument {
  const charset = charsetOf(document.encoding.value);
  for (let i = 0; i < TRIES; i++) {
    const whole: AnyDocument = sampleOf(document.content, random, scene);
    const record = fitted(document, whole, random, charset);
    if (satisfies(document.elements, record, states) && hasOneOfEach(document, record)) return record;
  }
  throw new CodedError('app:notSupported', 'sample');
}
