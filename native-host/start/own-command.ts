import { isSea } from 'node:sea';

/** Program and arguments that run this very program again with these arguments. */
export function ownCommand(...args: string[]): readonly [string, ...string[]] {
  const script = isSea() ? [] : [...process.execArgv, process.argv[1] ?? ''];
  return [process.execPath, ...script, ...args];
}
