import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { Directories } from './directories.ts';

const PARTS = ['.', 'config.json', 'ca.pem', 'console-pins', 'contract.d', 'sign-offs'];

/**
 * Changes whenever a file of the configuration is written, added or removed, so that a host that runs for
 * weeks follows what the administrator does. A file that is rewritten in place within a folder counts only
 * with its folder: editors and our own commands replace files.
 */
export function stampOf({ machine, user }: Directories): string {
  const paths = [machine, user].flatMap((folder) => PARTS.map((part) => join(folder, part)));
  return paths.map(changedAt).join();
}

/** What cannot be looked at is for `loadConfig` to refuse, in its own words. */
function changedAt(path: string): number | string {
  try {
    return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? '-';
  } catch {
    return '?';
  }
}
