import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { aptInstall } from './apt.ts';

/** Program or file that must be there, and the Debian package that brings it. */
const NEEDED = [
  { program: 'pcscd', in: 'pcscd' },
  { library: 'libpcsclite.so.1', in: 'libpcsclite1' },
  { file: '/usr/lib/pcsc/drivers/serial/libifdvpcd.so', in: 'vsmartcard-vpcd' },
  { program: 'ip', in: 'iproute2' },
  { program: 'unshare', in: 'util-linux' },
  { program: 'nsenter', in: 'util-linux' },
  // Compiles the PC/SC library that hangs.
  { program: 'gcc', in: 'gcc' },
  { file: '/usr/include/stdlib.h', in: 'libc6-dev' },
];

/** A card service and a virtual reader for the card tests. Throws with what to install by hand. */
export function ensure(): void {
  if (process.platform !== 'linux') throw new Error('Virtual cards need Linux (pcscd, vsmartcard-vpcd)');
  const missing = NEEDED.filter((one) => !isThere(one)).map((one) => one.in);
  if (missing.length > 0) aptInstall([...new Set(missing)]);
}

function isThere(one: (typeof NEEDED)[number]): boolean {
  if (one.file) return existsSync(one.file);
  if (one.library) return shell('ldconfig -p || /sbin/ldconfig -p').includes(one.library);
  return shell(`PATH=$PATH:/usr/sbin:/sbin command -v ${one.program}`).trim() !== '';
}

function shell(command: string): string {
  return spawnSync('sh', ['-c', command], { encoding: 'utf8' }).stdout ?? '';
}
