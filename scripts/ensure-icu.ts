import { spawnSync } from 'node:child_process';
import { aptInstall } from './apt.ts';

/** ICU's own converter, against which the Big5 codec is tested. Throws with what to install by hand. */
export function ensure(): void {
  if (spawnSync('uconv', ['--version'], { stdio: 'ignore' }).status !== 0) aptInstall(['icu-devtools']);
}
