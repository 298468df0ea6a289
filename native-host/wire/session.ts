import type { HostFrame } from '../../shared/protocol/envelope.ts';
import { CodedError, type ErrorKey } from '../../shared/protocol/errors/codes.ts';
import { toErrorBody } from '../../shared/protocol/errors/texts.ts';
import type { LoadOptions } from '../config/load.ts';
import { keyOf } from '../doctor/probe.ts';
import { createHost, type Host } from '../host.ts';
import { placeOf } from '../log/log.ts';
import { collectRegularly } from '../start/runtime-options.ts';
import { NO_ID } from './calls.ts';
import { serve } from './serve.ts';

export interface SessionOptions {
  load: LoadOptions;
  /** The extension's id; null for a person at a command line. */
  caller: string | null;
  send(frame: HostFrame): void;
  /** Found wrong before the session began. */
  refused: ErrorKey | null;
}

/** One connection with a browser, from the hello to the end of stdin. Resolves to the exit code. */
export async function runSession(options: SessionOptions): Promise<number> {
  const { load, send } = options;
  const host = createHost({ load, emit: (event, body) => send({ event, body }) });
  host.log.write({ event: 'start' });
  collectRegularly();
  process.once('uncaughtException', (thrown) => {
    host.log.write({ event: 'crash', ...placeOf(thrown) });
    process.exit(1);
  });
  try {
    checkStart(options, host);
    await serve(process.stdin, { handlers: host.handlers, send, log: host.log });
    return 0;
  } catch (thrown) {
    send({ id: NO_ID, ok: false, error: toErrorBody(thrown) });
    host.log.write({ event: 'refused', error: keyOf(thrown) });
    return 1;
  } finally {
    await host.close();
    host.log.write({ event: 'end' });
  }
}

/** An installed host answers a browser only; from source, a person may speak the protocol by hand. */
function checkStart({ refused, caller, load }: SessionOptions, host: Host): void {
  if (refused) throw new CodedError(refused);
  if (caller !== null) host.checkCaller(caller);
  else if (load.installed) throw new CodedError('wire:callerRefused');
}
