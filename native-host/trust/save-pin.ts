import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CodedError } from '../../shared/protocol/errors/codes.ts';

/** Writes a certificate into `console-pins`, whole or not at all; returns its path. Throws `app:configInsecure` where this user may not. */
export function savePin(directory: string, fingerprint256: string, pem: string): string {
  const folder = join(directory, 'console-pins');
  const file = join(folder, `${fingerprint256.replaceAll(':', '').slice(0, 32)}.pem`);
  try {
    mkdirSync(folder, { recursive: true, mode: 0o755 });
    writeFileSync(`${file}.new`, pem, { mode: 0o644 });
    renameSync(`${file}.new`, file);
    return file;
  } catch (cause) {
    throw new CodedError('app:configInsecure', folder.slice(-120), { cause });
  }
}
