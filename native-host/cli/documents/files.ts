import { readFileSync, writeFileSync } from 'node:fs';
import { buffer } from 'node:stream/consumers';
import { CodedError } from '../../../shared/protocol/errors/codes.ts';

/** The bytes of a file, or of stdin for `-`. Throws `app:inputMissing`; the name is left to whoever typed it. */
export async function readInput(name: string | undefined): Promise<Uint8Array> {
  try {
    if (name === undefined) throw new Error('no file');
    return name === '-' ? await buffer(process.stdin) : readFileSync(name);
  } catch (cause) {
    throw new CodedError('app:inputMissing', undefined, { cause });
  }
}

/** Throws `app:outputUnwritable`. */
export function writeOutput(name: string, bytes: Uint8Array): void {
  try {
    writeFileSync(name, bytes, { mode: 0o600 });
  } catch (cause) {
    throw new CodedError('app:outputUnwritable', undefined, { cause });
  }
}
