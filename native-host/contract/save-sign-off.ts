import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CodedError } from '../../shared/protocol/errors/codes.ts';
import type { SignOff } from '../config/config.ts';
import { type Folder, isThere } from '../config/files.ts';

/** Rights, and a file system that nobody may write to. */
const FORBIDDEN = ['EACCES', 'EPERM', 'EROFS'];

/**
 * Writes `sign-offs/OPERATION.json` into the machine directory, whole or not at all; returns its path. Throws,
 * with the path: `app:configInsecure` where others could change it, `app:needsAdministrator` where this user
 * may not write, `app:configInvalid` for anything else in the way.
 */
export function saveSignOff({ path, check }: Folder, signOff: SignOff): string {
  const folder = join(path, 'sign-offs');
  const file = join(folder, `${signOff.operation}.json`);
  if (isThere(path)) check(path);
  orCoded(folder, () => mkdirSync(folder, { recursive: true, mode: 0o755 }));
  check(folder);
  orCoded(folder, () => {
    writeFileSync(`${file}.new`, `${JSON.stringify(signOff, null, 2)}\n`, { mode: 0o644 });
    renameSync(`${file}.new`, file);
  });
  return file;
}

function orCoded(path: string, write: () => void): void {
  try {
    write();
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
    const key = FORBIDDEN.includes(code) ? 'app:needsAdministrator' : 'app:configInvalid';
    throw new CodedError(key, path.slice(-120), { cause });
  }
}
