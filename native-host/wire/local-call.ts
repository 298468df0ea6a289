import { CodedError } from '../../shared/protocol/errors/codes.ts';
import { hostMessages } from '../../shared/protocol/host-messages.ts';
import type { AnswerOf, HostMessageType, RequestOf } from '../../shared/protocol/messages.ts';
import { PROTOCOL } from '../../shared/protocol/version.ts';
import { answer, readRequest } from './dispatch.ts';
import type { Handlers } from './handlers.ts';

/** A call from the command line: the same checks, handlers and deadlines as for the browser. */
export async function localCall<T extends HostMessageType>(
  handlers: Handlers,
  type: T,
  body: RequestOf<T>,
): Promise<AnswerOf<T>> {
  const request = readRequest({ v: PROTOCOL, id: 'cli', type, sender: 'cli', body });
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(new CodedError('wire:deadline')), hostMessages[type].deadlineMs);
  try {
    const call = { sender: 'cli', signal: abort.signal, progress: () => {} } as const;
    return (await answer(handlers, request, call)) as AnswerOf<T>;
  } finally {
    clearTimeout(timer);
  }
}
