import type { DocumentKind, DocumentOf } from '../../contract/documents.ts';
import { complete, listRow, request, result } from './downloads.ts';
import { acceptance, attachment, head, mark } from './marks.ts';
import type { Random } from './random.ts';
import { referral } from './referral.ts';
import { reply } from './reply.ts';
import type { Scene } from './scene.ts';

type Sampler<K extends DocumentKind> = (random: Random, scene: Scene) => DocumentOf<K>;

const SAMPLERS: { [K in DocumentKind]: Sampler<K> } = {
  referral,
  reply,
  acceptance,
  mark,
  attachment,
  complete,
  listRow,
  request,
  result,
  head: (random, scene) => head(random, scene, 1),
};

/**
 * A document of a kind that no rule finds an error in, made up, everything filled in that its own codes leave
 * room for. The same chance and the same scene give the same document.
 */
export function sampleOf<K extends DocumentKind>(kind: K, random: Random, scene: Scene): DocumentOf<K> {
  return SAMPLERS[kind](random, scene);
}
