import type { HostFrame } from '../../shared/protocol/envelope.ts';
import { CodedError, type ErrorKey } from '../../shared/protocol/errors/codes.ts';
import { toErrorBody } from '../../shared/protocol/errors/texts.ts';
import { createHost } from '../host.ts';
import { NO_ID } from './calls.ts';
import { serve } from './serve.ts';

export interface SessionOptions {
  /** The extension's id; null for a person at a command line. */
  caller: string | null;
  send(frame: HostFrame): void;
  /** Found wrong before the session began. */
  refused: ErrorKey | null;
}

/** One connection with a browser, from the hello to the end of stdin. Resolves to the exit code. */
export async function runSession({ caller, send, refused }: SessionOptions): Promise<number> {
  const host = await createHost({ emit: (event, body) => send({ event, body }) });
  try {
    if (refused) throw new CodedError(refused);
    if (caller !== null) host.checkCaller(caller);
    await serve(process.stdin, { handlers: host.handlers, send, log: host.log });
    return 0;
  } catch (thrown) {
    send({ id: NO_ID, ok: false, error: toErrorBody(thrown) });
    return 1;
  } finally {
    await host.close();
  }
}
