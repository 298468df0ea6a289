import { spawnSync } from 'node:child_process';

/** ICU's converters by their full names: an alias such as "Big5" means another table on another machine. */
export type Converter = 'windows-950-2000' | 'ibm-1373_P100-2002' | 'UTF-8';

const MIB = 1024 * 1024;

/** Runs ICU's converter. What it cannot convert becomes U+FFFD, or throws when `strict`. */
export function uconv(from: Converter, to: Converter, input: Uint8Array, strict = false): Uint8Array {
  const callback = strict ? 'stop' : 'substitute';
  const args = ['-f', from, '-t', to, '--callback', callback];
  const { status, stdout, stderr, error } = spawnSync('uconv', args, { input, maxBuffer: 64 * MIB });
  if (error) throw error;
  if (status !== 0) throw new Error(`uconv ${from} to ${to}: ${stderr}`);
  return stdout;
}
