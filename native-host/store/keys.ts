import { hkdfSync, randomBytes } from 'node:crypto';
import { closeSync, constants, existsSync, fstatSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CodedError } from '../../shared/protocol/errors/codes.ts';
import { linkOnce } from './link-once.ts';

export interface Keys {
  /** Encrypts the file. */
  file: Buffer;
  /** Keys the hashes that stand for patients and doctors. */
  hash: Buffer;
}

const KEY_BYTES = 32;
const OTHERS = 0o077;

/**
 * The keys of the store in `directory`, made at the first start. They lie in a file that only this user reads:
 * the stated fallback where no key ring is in use. A store whose key is gone is not replaced by a fresh one.
 * Throws `app:storeUnavailable` naming the file.
 */
export function keysOf(directory: string, storeExists: boolean): Keys {
  const file = join(directory, 'store.key');
  if (!existsSync(file)) {
    if (storeExists) throw new CodedError('app:storeUnavailable', 'store.key');
    create(file);
  }
  const master = read(file);
  return { file: derive(master, 'file'), hash: derive(master, 'hash') };
}

/** Two hosts may start at once: the first one's key counts, whole or not at all. */
function create(file: string): void {
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, randomBytes(KEY_BYTES), { mode: 0o600, flag: 'wx' });
  linkOnce(draft, file);
}

function read(file: string): Buffer {
  const handle = openSync(file, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0));
  try {
    const open = process.platform !== 'win32' && (fstatSync(handle).mode & OTHERS) !== 0;
    const key = readFileSync(handle);
    if (open || key.length !== KEY_BYTES) throw new CodedError('app:storeUnavailable', 'store.key');
    return key;
  } finally {
    closeSync(handle);
  }
}

function derive(master: Buffer, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', master, '', `nhi-referral-companion ${purpose}`, KEY_BYTES));
}
