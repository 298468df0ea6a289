import { spawn } from 'node:child_process';
import { cleaned } from './environment.ts';
import { ownCommand } from './own-command.ts';

const FORWARDED = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Runs this very program again in a clean environment, on the same pipes, and resolves to its exit code. The
 * process stays only to pass signals on.
 */
export function startAfresh(): Promise<number> {
  const [program, ...args] = ownCommand(...process.argv.slice(2));
  const child = spawn(program, args, { env: cleaned(process.env), stdio: 'inherit' });
  for (const signal of FORWARDED) process.on(signal, () => child.kill(signal));
  return new Promise((resolve) => {
    child.once('error', () => resolve(1));
    child.once('exit', (code) => resolve(code ?? 1));
  });
}
