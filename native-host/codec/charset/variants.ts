import { big5CodeOf } from './big5/table.ts';
import listed from './variants.json' with { type: 'json' };

/** A way to write a character that Big5 has. Another look or spelling of a name: only a person may choose it. */
export interface Variant {
  text: string;
  /** `Unihan kZVariant` and its kin (Unicode's data), `Unicode NFKC` (width and ligatures), or `assumed` (ours). */
  from: string;
}

/** Made when the first character is refused: most hosts never need it. */
let known: Map<string, Variant[]> | undefined;

function variantsListed(): Map<string, Variant[]> {
  const table = new Map<string, Variant[]>();
  for (const { from, pairs } of listed.relations) {
    for (const [char = '', text = ''] of pairs.flatMap((line) => line.split(' '))) {
      const before = table.get(char) ?? [];
      if (before.every((one) => one.text !== text)) table.set(char, [...before, { text, from }]);
    }
  }
  return table;
}

/** What a character that Big5 lacks is also written as, the closest first. Often nothing. */
export function variantsOf(char: string): readonly Variant[] {
  known ??= variantsListed();
  const normal = char.normalize('NFKC');
  const others = known.get(char) ?? [];
  if (normal === char) return others;
  const plain: readonly Variant[] = isInBig5(normal)
    ? [{ text: normal, from: 'Unicode NFKC' }]
    : variantsOf(normal);
  return [...plain, ...others.filter(({ text }) => plain.every((one) => one.text !== text))];
}

const isInBig5 = (text: string) => [...text].every((char) => char <= '\x7f' || big5CodeOf(char) !== 0);
