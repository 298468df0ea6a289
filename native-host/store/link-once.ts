import { existsSync, linkSync, rmSync } from 'node:fs';

/** Puts a finished draft in its place unless another host was first; the draft is gone in either case. */
export function linkOnce(draft: string, file: string): void {
  try {
    linkSync(draft, file);
  } catch (thrown) {
    if (!existsSync(file)) throw thrown;
  } finally {
    rmSync(draft);
  }
}
