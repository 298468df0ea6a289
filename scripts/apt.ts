import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/** Only as root on Debian or its kin may a script of ours install what is missing. */
export function canInstall(): boolean {
  return process.platform === 'linux' && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
}

/** Installs Debian packages, waiting for another apt to finish. Throws with what to do by hand. */
export function aptInstall(packages: readonly string[]): void {
  const byHand = `Install by hand: ${packages.join(' ')}`;
  if (!canInstall()) throw new Error(byHand);
  process.stderr.write(`Installing ${packages.join(', ')} …\n`);
  const lock = ['-o', 'DPkg::Lock::Timeout=400'];
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  // stdout belongs to the command that the user asked for.
  const apt = (args: string[]) =>
    spawnSync('apt-get', [...lock, ...args], { stdio: ['ignore', 2, 2], env }).status === 0;
  const install = ['install', '-y', '-qq', '--no-install-recommends', ...packages];
  if (!apt(install) && !(apt(['update', '-qq']) && apt(install))) throw new Error(byHand);
}
