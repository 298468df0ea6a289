import { spawnSync } from 'node:child_process';
import { aptInstall } from './apt.ts';

/** libxml2's own reader, which has to read what we write as we do. Throws with what to install by hand. */
export function ensure(): void {
  if (spawnSync('xmllint', ['--version'], { stdio: 'ignore' }).status !== 0) aptInstall(['libxml2-utils']);
}
