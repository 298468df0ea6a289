import { posix } from 'node:path';
import { isScript, isTest, type Tree } from './tree.ts';

type Zone = 'shared' | 'extension' | 'native-host' | 'scripts' | 'simulator' | 'test' | 'root';

/**
 * Which folder may import which. One way only: shared knows nobody, the two halves of the product know only it.
 * The simulator holds no product code, so that one misreading of the NHI's documents cannot hide in both.
 */
const MAY_IMPORT: Record<Zone, readonly Zone[]> = {
  shared: ['shared'],
  extension: ['shared', 'extension', 'root'],
  'native-host': ['shared', 'native-host', 'root'],
  scripts: ['shared', 'extension', 'native-host', 'scripts', 'simulator', 'test', 'root'],
  simulator: ['simulator'],
  test: ['shared', 'extension', 'native-host', 'scripts', 'simulator', 'test', 'root'],
  root: ['root'],
};

/** A statement at the beginning of a line, or a call: what looks like one inside a string is none. */
const IMPORT =
  /^(?:import|export)\b[^;'"]*?\bfrom\s*['"]([^'"]+)['"]|^import\s*['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]/gm;

export function checkImports(tree: Tree): string[] {
  return tree.files.filter(isScript).flatMap((path) =>
    importsOf(tree.text(path)).flatMap((target) => {
      const fault = target.startsWith('.')
        ? folderFault(path, posix.join(posix.dirname(path), target))
        : packageFault(path, target);
      return fault ? [`${path}: imports ${target}: ${fault}`] : [];
    }),
  );
}

export function importsOf(text: string): string[] {
  const code = text.replace(/^\s*(?:\/\/|\/?\*).*$/gm, '');
  return Array.from(code.matchAll(IMPORT), ([, from, bare, called]) => from ?? bare ?? called ?? '');
}

function folderFault(importer: string, target: string): string | null {
  const [from, to] = [zoneOf(importer), zoneOf(target)];
  if (MAY_IMPORT[from].includes(to)) return null;
  if (from === 'simulator' && /^shared\/contract\/[^/]+\.json$/.test(target)) return null;
  if (isTest(importer) && from !== 'simulator' && ['test', 'simulator', 'root'].includes(to)) return null;
  return `${from} may not import ${to}`;
}

function packageFault(importer: string, name: string): string | null {
  if (isTest(importer)) return null;
  const zone = zoneOf(importer);
  if (zone === 'shared' && name !== 'valibot') return 'shared is pure: valibot and nothing else';
  if (zone === 'extension' && name.startsWith('node:')) return 'a browser has no Node';
  return null;
}

function zoneOf(path: string): Zone {
  if (path.startsWith('test/simulator/')) return 'simulator';
  const first = path.includes('/') ? path.slice(0, path.indexOf('/')) : '';
  return first in MAY_IMPORT ? (first as Zone) : 'root';
}
