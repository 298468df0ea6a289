import * as v from 'valibot';
import type { Sender } from '../../shared/protocol/define.ts';
import type { HostFrame } from '../../shared/protocol/envelope.ts';
import { CodedError, type ErrorKey } from '../../shared/protocol/errors/codes.ts';
import { hostMessages } from '../../shared/protocol/host-messages.ts';
import type { AnswerOf, HostMessageType, RequestOf } from '../../shared/protocol/messages.ts';
import type { ErrorBody } from '../../shared/protocol/schemas.ts';
import { ChunkBuffer } from './chunks.ts';

export interface Ask<T extends HostMessageType> {
  type: T;
  sender: Sender;
  body: RequestOf<T>;
  signal: AbortSignal;
  /** The caller's own name for this call; progress carries it. */
  id: string;
}

interface Line {
  send(frame: object): void;
}

interface Pending {
  resolve(body: unknown): void;
  reject(error: Error): void;
  chunks: ChunkBuffer;
}

/** An error as the host sent it: already coded, already classed. */
export class HostError extends CodedError {
  readonly body: ErrorBody;
  constructor(body: ErrorBody) {
    super(body.key as ErrorKey, body.field);
    this.body = body;
  }
}

/** The calls under way, by id, each with its deadline. */
export class PendingCalls {
  readonly #pending = new Map<string, Pending>();

  async send<T extends HostMessageType>(line: Line, protocol: number, ask: Ask<T>): Promise<AnswerOf<T>> {
    const { type, sender, body, signal, id } = ask;
    if (signal.aborted) throw new CodedError('wire:cancelled');
    const { promise, resolve, reject } = Promise.withResolvers<unknown>();
    const giveUp = (key: ErrorKey) => {
      line.send({ v: protocol, cancel: id });
      reject(new CodedError(key));
    };
    const timer = setTimeout(() => giveUp('wire:deadline'), hostMessages[type].deadlineMs);
    const aborted = () => giveUp('wire:cancelled');
    signal.addEventListener('abort', aborted, { once: true });
    this.#pending.set(id, { resolve, reject, chunks: new ChunkBuffer() });
    try {
      line.send({ v: protocol, id, type, sender, body });
      return checked(type, await promise);
    } finally {
      clearTimeout(timer);
      signal.removeEventListener('abort', aborted);
      this.#pending.delete(id);
    }
  }

  receive(frame: Exclude<HostFrame, { event: string }>): void {
    const call = this.#pending.get(frame.id);
    if (!call) return; // Cancelled or timed out meanwhile: its answer is dropped.
    if ('chunk' in frame) takeChunk(call, frame.chunk);
    else if (frame.ok) call.resolve(frame.body);
    else call.reject(new HostError(frame.error));
  }

  failAll(cause: CodedError): void {
    for (const call of this.#pending.values()) call.reject(cause);
  }
}

function takeChunk(call: Pending, chunk: { index: number; of: number; text: string }): void {
  try {
    const whole = call.chunks.add(chunk);
    if (whole !== undefined) call.resolve(whole);
  } catch {
    call.reject(new CodedError('wire:badFrame'));
  }
}

function checked<T extends HostMessageType>(type: T, body: unknown): AnswerOf<T> {
  const answer = v.safeParse(hostMessages[type].answer, body);
  if (!answer.success) throw new CodedError('wire:badAnswer', type);
  return answer.output as AnswerOf<T>;
}
