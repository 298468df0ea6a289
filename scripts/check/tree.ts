import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** The files that a check looks at, by their path from the root, with `/`. Tests hand in a tree of their own. */
export interface Tree {
  files: readonly string[];
  /** Empty where there is no such file. */
  text(path: string): string;
}

/** Looks at a tree and returns what is wrong, one line a fault: `path: what, and what to do`. */
export type Check = (tree: Tree) => string[] | Promise<string[]>;

const ROOT = resolve(import.meta.dirname, '../..');

/** What git knows or would take up: the repository as the next commit could hold it. */
export function repository(): Tree {
  const args = ['ls-files', '-z', '--cached', '--others', '--exclude-standard'];
  const listed = execFileSync('git', args, { cwd: ROOT, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  const files = listed.split('\0').filter((path) => path && existsSync(join(ROOT, path)));
  const text = (path: string) => (existsSync(join(ROOT, path)) ? readFileSync(join(ROOT, path), 'utf8') : '');
  return { files, text };
}

export function treeOf(texts: Record<string, string>): Tree {
  return { files: Object.keys(texts), text: (path) => texts[path] ?? '' };
}

export const isSource = (path: string) => /\.(?:[cm]?[jt]sx?|css|html|c|h)$/.test(path);
export const isScript = (path: string) => /\.(?:[cm]?[jt]sx?)$/.test(path);
export const isTest = (path: string) => /\.test\.tsx?$/.test(path);
export const isProduct = (path: string) => /^(?:shared|extension|native-host)\//.test(path);

/** `path:line` of every line that is found, for faults that a reader wants to jump to. */
export function matches(tree: Tree, path: string, found: (line: string) => boolean): string[] {
  return tree
    .text(path)
    .split('\n')
    .flatMap((line, i) => (found(line) ? [`${path}:${i + 1}`] : []));
}
