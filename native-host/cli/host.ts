import { foreignExecArgv, tainted } from '../start/environment.ts';
import { INSTALLED } from '../start/installed.ts';
import { claimStdout } from '../start/stdout.ts';
import { encodeFrame } from '../wire/frames.ts';
import { helloEvent } from '../wire/hello.ts';

/**
 * Speaks native messaging with the browser until it closes the pipe; `caller` is the extension's id, null for
 * a person at a command line. Everything heavy is imported after the hello.
 */
export async function hostCommand(caller: string | null, override: string | null): Promise<number> {
  if (tainted(process.env).length > 0) return (await import('../start/afresh.ts')).startAfresh();
  const write = claimStdout();
  const send = (frame: object) => write(encodeFrame(frame));
  send(helloEvent());
  const { runSession } = await import('../wire/session.ts');
  const foreign = INSTALLED && foreignExecArgv(process.execArgv).length > 0;
  const load = { installed: INSTALLED, override };
  const code = await runSession({ load, caller, send, refused: foreign ? 'app:environmentRefused' : null });
  // What was written must be out before the process ends: pipes are asynchronous on Windows.
  return new Promise((resolve) => write(Buffer.alloc(0), () => resolve(code)));
}
