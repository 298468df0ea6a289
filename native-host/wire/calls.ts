import * as v from 'valibot';
import { CancelFrame, type HostFrame } from '../../shared/protocol/envelope.ts';
import { CodedError, type ErrorKey } from '../../shared/protocol/errors/codes.ts';
import { toErrorBody } from '../../shared/protocol/errors/texts.ts';
import { hostMessages } from '../../shared/protocol/host-messages.ts';
import { type Log, placeOf } from '../log/log.ts';
import { answerFrames } from './chunks.ts';
import { answer, type Request, readRequest } from './dispatch.ts';
import type { Call, Handlers } from './handlers.ts';
import { phaseClock } from './phases.ts';

/** Stands for the id of a message whose own id could not be read. */
export const NO_ID = '-';
/** More than any user can start by hand; a caller that goes beyond it is not ours. */
const MAX_PENDING = 64;

export interface CallsOptions {
  handlers: Handlers;
  send(frame: HostFrame): void;
  log: Log;
}

/** The calls that are under way, by id, each with its deadline. */
export class Calls {
  readonly #options: CallsOptions;
  readonly #pending = new Map<
    string,
    { abort: AbortController; done: Promise<void>; cancellable: boolean }
  >();

  constructor(options: CallsOptions) {
    this.#options = options;
  }

  /** Takes one message: starts a call, or cancels one. */
  take(value: unknown): void {
    const cancel = v.safeParse(CancelFrame, value);
    if (cancel.success) this.#cancel(cancel.output.cancel);
    else this.#start(value);
  }

  /** Says that a message could not be read at all. */
  refuse(error: CodedError, id = NO_ID): void {
    this.#options.log.write({ event: 'refused', error: error.key });
    this.#options.send({ id, ok: false, error: toErrorBody(error) });
  }

  /** Gives every call up, and resolves when each has said so. */
  async end(reason: CodedError): Promise<void> {
    for (const { abort } of this.#pending.values()) abort.abort(reason);
    await Promise.all([...this.#pending.values()].map(({ done }) => done));
  }

  #cancel(id: string): void {
    const call = this.#pending.get(id);
    if (call?.cancellable) call.abort.abort(new CodedError('wire:cancelled'));
  }

  #start(value: unknown): void {
    try {
      const request = readRequest(value);
      if (request.frame.sender === 'cli') throw new CodedError('wire:senderRefused');
      if (this.#pending.has(request.frame.id)) throw new CodedError('wire:badRequest', 'id');
      if (this.#pending.size >= MAX_PENDING) throw new CodedError('wire:tooLarge');
      this.#run(request);
    } catch (thrown) {
      this.refuse(thrown instanceof CodedError ? thrown : new CodedError('app:internal'), idOf(value));
    }
  }

  #run(request: Request): void {
    const { id, type } = request.frame;
    const abort = new AbortController();
    const { deadlineMs, cancellable } = hostMessages[type];
    const timer = setTimeout(() => abort.abort(new CodedError('wire:deadline')), deadlineMs);
    // A turn later, so that the call stands among the pending ones before its handler says anything.
    const done = Promise.resolve()
      .then(() => this.#answer(request, abort.signal))
      .finally(() => {
        clearTimeout(timer);
        this.#pending.delete(id);
      });
    this.#pending.set(id, { abort, done, cancellable });
  }

  async #answer(request: Request, signal: AbortSignal): Promise<void> {
    const { handlers, send, log } = this.#options;
    const { id, type, sender } = request.frame;
    const started = performance.now();
    const phases = phaseClock(log, type);
    const progress: Call['progress'] = (phase) => {
      phases.enter(phase);
      this.#progress(type, id, phase);
    };
    const call: Call = { sender, signal, progress };
    try {
      const body = await answer(handlers, request, call);
      for (const frame of answerFrames(id, body, hostMessages[type].chunked)) send(frame);
      log.write({ event: 'call', message: type, ms: performance.now() - started });
    } catch (thrown) {
      const error = toErrorBody(thrown);
      send({ id, ok: false, error });
      log.write({
        event: 'call',
        message: type,
        ms: performance.now() - started,
        error: error.key as ErrorKey,
      });
      if (error.key === 'app:internal') log.write({ event: 'crash', ...placeOf(thrown) });
    } finally {
      phases.end();
    }
  }

  #progress(type: Request['frame']['type'], call: string, phase: string): void {
    if (!hostMessages[type].progress || !this.#pending.has(call)) return;
    this.#options.send({ event: 'progress', body: { call, phase } });
  }
}

function idOf(value: unknown): string {
  const id = typeof value === 'object' && value !== null && 'id' in value ? value.id : NO_ID;
  return typeof id === 'string' && /^[A-Za-z0-9-]{1,64}$/.test(id) ? id : NO_ID;
}
