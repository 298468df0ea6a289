import { spawnSync } from 'node:child_process';
import { aptInstall } from './apt.ts';

/** Somebody else's program for what `npm run package` packs. Throws with what to install by hand. */
export function ensure(): void {
  if (spawnSync('unzip', ['-v'], { stdio: 'ignore' }).status !== 0) aptInstall(['unzip']);
}
