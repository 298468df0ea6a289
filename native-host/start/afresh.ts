import { spawn } from 'node:child_process';
import { isSea } from 'node:sea';
import { cleaned } from './environment.ts';

const FORWARDED = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Runs this very program again in a clean environment, on the same pipes, and resolves to its exit code. The
 * process stays only to pass signals on.
 */
export function startAfresh(): Promise<number> {
  const args = isSea() ? process.argv.slice(2) : [...process.execArgv, ...process.argv.slice(1)];
  const child = spawn(process.execPath, args, { env: cleaned(process.env), stdio: 'inherit' });
  for (const signal of FORWARDED) process.on(signal, () => child.kill(signal));
  return new Promise((resolve) => {
    child.once('error', () => resolve(1));
    child.once('exit', (code) => resolve(code ?? 1));
  });
}
