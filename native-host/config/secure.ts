import { execFileSync } from 'node:child_process';
import { lstatSync } from 'node:fs';
import { dirname } from 'node:path';
import { CodedError } from '../../shared/protocol/errors/codes.ts';
import { onlyAdministratorsWrite } from './sddl.ts';

const GROUP_OR_OTHERS_WRITE = 0o022;
const POWERSHELL = 'C:\\Windows\\System32\\WindowsPowerShell\\v1.0\\powershell.exe';
/** Users may create folders in C:\\ProgramData, so the chain of trust starts with our own, which they then do not own. */
const WINDOWS_TOP = 'C:\\ProgramData\\NhiReferralCompanion';

/** What counts as an administrator's file: who owns it, and the folder above which nothing is asked. */
export interface Rule {
  owner: number;
  top: string;
}

const ROOT: Rule = { owner: 0, top: '/' };

/**
 * Makes sure that only an administrator can have written a file or folder: it and every folder above it are
 * no links, owned by root and writable by nobody else (Windows: by its access list). Throws
 * `app:configInsecure` with the path that is open.
 */
export function checkSecure(path: string, rule: Rule = ROOT): void {
  if (process.platform === 'win32') checkAccessLists(withParents(path, WINDOWS_TOP));
  else for (const one of withParents(path, rule.top)) checkOwner(one, rule.owner);
}

function checkOwner(path: string, owner: number): void {
  const { uid, mode } = refuseLink(path);
  if (uid !== owner || (mode & GROUP_OR_OTHERS_WRITE) !== 0) throw insecure(path);
}

function checkAccessLists(paths: readonly string[]): void {
  const query = `Get-Acl -LiteralPath ${paths.map((path) => `'${path.replaceAll("'", "''")}'`).join(',')}`;
  for (const path of paths) refuseLink(path);
  const command = ['-NoProfile', '-NonInteractive', '-Command', `(${query}).Sddl`];
  const lists = execFileSync(POWERSHELL, command, { encoding: 'utf8' }).trim().split(/\r?\n/);
  paths.forEach((path, i) => {
    if (!onlyAdministratorsWrite(lists[i] ?? '')) throw insecure(path);
  });
}

function refuseLink(path: string) {
  const found = lstatSync(path);
  if (found.isSymbolicLink()) throw insecure(path);
  return found;
}

function withParents(path: string, top: string): string[] {
  const parent = dirname(path);
  return path === top || parent === path ? [path] : [path, ...withParents(parent, top)];
}

function insecure(path: string): CodedError {
  return new CodedError('app:configInsecure', path.slice(-120));
}
