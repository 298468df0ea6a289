import type { Sender } from '../../shared/protocol/define.ts';
import type { EventBody } from '../../shared/protocol/events.ts';
import type { AnswerOf, HostMessageType, RequestOf } from '../../shared/protocol/messages.ts';

/** What a handler may know of the call that it answers. */
export interface Call {
  sender: Sender;
  /** Aborted when the caller cancels, goes away, or the deadline passes. */
  signal: AbortSignal;
  progress(phase: EventBody<'progress'>['phase']): void;
}

/** One handler a message, no more and no fewer: a missing one does not compile. Throw a CodedError to fail. */
export type Handlers = {
  [T in HostMessageType]: (body: RequestOf<T>, call: Call) => Promise<AnswerOf<T>>;
};
