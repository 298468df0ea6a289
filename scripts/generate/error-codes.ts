import { existsSync, readFileSync } from 'node:fs';
import { errorKeys } from '../check/errors.ts';

const FILE = new URL('../../test/fixtures/error-codes.txt', import.meta.url);

/** Every code that ever was: what stands there stays, even when the tables have lost it. */
export function errorCodes(): string {
  const before = existsSync(FILE) ? readFileSync(FILE, 'utf8').split('\n').filter(Boolean) : [];
  return `${[...new Set([...before, ...errorKeys()])].sort().join('\n')}\n`;
}
