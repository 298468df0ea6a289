import { execFileSync } from 'node:child_process';
import { globSync, readFileSync, readlinkSync } from 'node:fs';

const POWERSHELL = 'C:\\Windows\\System32\\WindowsPowerShell\\v1.0\\powershell.exe';
const LISTENING = '0A';

/** The program that listens on a port of this PC; null where the system does not say (macOS, or not our right). */
export async function ownerOfPort(port: number): Promise<string | null> {
  try {
    return process.platform === 'win32' ? windowsOwner(port) : linuxOwner(port);
  } catch {
    return null;
  }
}

/** /proc/net/tcp gives the socket's inode, /proc/<pid>/fd who holds it. */
function linuxOwner(port: number): string | null {
  const rows = ['/proc/net/tcp', '/proc/net/tcp6'].flatMap((table) =>
    readFileSync(table, 'utf8').split('\n'),
  );
  const hex = port.toString(16).toUpperCase().padStart(4, '0');
  const inodes = rows
    .map((row) => row.trim().split(/\s+/))
    .filter((row) => row[1]?.endsWith(`:${hex}`) && row[3] === LISTENING)
    .map((row) => `socket:[${row[9]}]`);
  const holder = globSync('/proc/[0-9]*/fd/*').find((file) => inodes.includes(targetOf(file)));
  const pid = holder?.split('/')[2];
  return pid ? `${targetOf(`/proc/${pid}/exe`)} (${pid})` : null;
}

function targetOf(link: string): string {
  try {
    return readlinkSync(link);
  } catch {
    return '';
  }
}

function windowsOwner(port: number): string | null {
  const find = `(Get-Process -Id (Get-NetTCPConnection -State Listen -LocalPort ${port}).OwningProcess).Path`;
  const path = execFileSync(POWERSHELL, ['-NoProfile', '-NonInteractive', '-Command', find], {
    encoding: 'utf8',
  });
  return path.trim().split(/\r?\n/)[0] || null;
}
