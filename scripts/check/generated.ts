import { GENERATED } from '../generate/generated.ts';
import type { Tree } from './tree.ts';

export function checkGenerated(tree: Tree, generated = GENERATED): string[] {
  return generated
    .filter(({ path, make }) => !tree.files.includes(path) || tree.text(path) !== make())
    .map(({ path }) => `${path}: is not what its source says now; run \`npm run generate\` and commit`);
}
