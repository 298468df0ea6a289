import { isSource, type Tree } from './tree.ts';

const MOST = 400;

export function checkFileLength(tree: Tree): string[] {
  return tree.files.filter(isSource).flatMap((path) => {
    const lines = tree.text(path).trimEnd().split('\n').length;
    return lines > MOST ? [`${path}: ${lines} lines; over ${MOST} it is more than one thing`] : [];
  });
}
