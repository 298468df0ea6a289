import { CodedError, type ErrorKey } from '../../shared/protocol/errors/codes.ts';
import { toErrorBody } from '../../shared/protocol/errors/texts.ts';
import { hostMessages } from '../../shared/protocol/host-messages.ts';
import type { AnswerOf, HostMessageType, RequestOf } from '../../shared/protocol/messages.ts';
import { PROTOCOL } from '../../shared/protocol/version.ts';
import type { Log } from '../log/log.ts';
import { answer, readRequest } from './dispatch.ts';
import type { Handlers } from './handlers.ts';

/** A call from the command line: the same checks, handlers and deadlines as for the browser. */
export async function localCall<T extends HostMessageType>(
  { handlers, log }: { handlers: Handlers; log: Log },
  type: T,
  body: RequestOf<T>,
): Promise<AnswerOf<T>> {
  const request = readRequest({ v: PROTOCOL, id: 'cli', type, sender: 'cli', body });
  const abort = new AbortController();
  const started = performance.now();
  const timer = setTimeout(() => abort.abort(new CodedError('wire:deadline')), hostMessages[type].deadlineMs);
  try {
    const call = { sender: 'cli', signal: abort.signal, progress: () => {} } as const;
    const given = (await answer(handlers, request, call)) as AnswerOf<T>;
    log.write({ event: 'call', message: type, ms: performance.now() - started });
    return given;
  } catch (thrown) {
    const error = toErrorBody(thrown).key as ErrorKey;
    log.write({ event: 'call', message: type, ms: performance.now() - started, error });
    throw thrown;
  } finally {
    clearTimeout(timer);
  }
}
