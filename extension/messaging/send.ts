import * as v from 'valibot';
import browser from 'webextension-polyfill';
import type { ErrorKey } from '../../shared/protocol/errors/codes.ts';
import { CodedError } from '../../shared/protocol/errors/codes.ts';
import { toErrorBody } from '../../shared/protocol/errors/texts.ts';
import type { EventBody } from '../../shared/protocol/events.ts';
import { type AnswerOf, type MessageType, messages, type RequestOf } from '../../shared/protocol/messages.ts';
import { type ErrorBody, ErrorBodySchema } from '../../shared/protocol/schemas.ts';
import { onEvent } from './listen.ts';

export type Phase = EventBody<'progress'>['phase'];

export interface CallOptions {
  signal?: AbortSignal;
  onProgress?: (phase: Phase) => void;
}

/** What a call failed with, as the worker or the host coded it. */
export class CallFailed extends Error {
  readonly body: ErrorBody;

  constructor(body: ErrorBody) {
    super(body.key);
    this.name = 'CallFailed';
    this.body = body;
  }
}

const Reply = v.variant('ok', [
  v.object({ ok: v.literal(true), body: v.unknown() }),
  v.object({ ok: v.literal(false), error: ErrorBodySchema }),
]);

/** The worker keeps the deadline; this is for a worker that was stopped and never answers. */
const GRACE_MS = 5_000;

/**
 * Asks the worker, or the host through it. Resolves with an answer of the registry's shape; rejects with
 * CallFailed only: `wire:cancelled` as soon as `signal` aborts, whatever comes later.
 */
export async function send<T extends MessageType>(
  type: T,
  body: RequestOf<T>,
  { signal, onProgress }: CallOptions = {},
): Promise<AnswerOf<T>> {
  const call = crypto.randomUUID();
  const stopListening =
    onProgress && onEvent('progress', (told) => told.call === call && onProgress(told.phase));
  const timer = new AbortController();
  try {
    const late = failAfter(messages[type].deadlineMs + GRACE_MS, timer.signal);
    return readReply(
      type,
      await Promise.race([post({ type, call, body }), late, cancelled(call, signal, timer.signal)]),
    );
  } finally {
    stopListening?.();
    timer.abort();
  }
}

/** Any thrown thing as the body of an error. */
export function errorBodyOf(thrown: unknown): ErrorBody {
  return thrown instanceof CallFailed ? thrown.body : toErrorBody(thrown);
}

async function post(message: { type: string; call: string; body: unknown }): Promise<unknown> {
  const answer: unknown = await browser.runtime.sendMessage(message).catch(() => {
    throw failure(browser.runtime.id ? 'wire:disconnected' : 'wire:contextGone');
  });
  // Nobody listens: the worker was stopped while it answered.
  if (answer === undefined || answer === null) throw failure('wire:disconnected');
  return answer;
}

function readReply<T extends MessageType>(type: T, answer: unknown): AnswerOf<T> {
  const reply = v.safeParse(Reply, answer);
  if (!reply.success) throw failure('wire:badAnswer');
  if (!reply.output.ok) throw new CallFailed(reply.output.error);
  const read = v.safeParse(messages[type].answer, reply.output.body);
  if (!read.success) throw failure('wire:badAnswer', v.getDotPath(read.issues[0]) ?? undefined);
  return read.output as AnswerOf<T>;
}

function cancelled(call: string, signal: AbortSignal | undefined, over: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const cancel = () => {
      reject(failure('wire:cancelled'));
      const message = { type: 'cancel', call: crypto.randomUUID(), body: { call } };
      browser.runtime.sendMessage(message).catch(() => undefined);
    };
    if (signal?.aborted) cancel();
    else signal?.addEventListener('abort', cancel, { once: true, signal: over });
  });
}

function failAfter(ms: number, stop: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const timer = setTimeout(() => reject(failure('wire:deadline')), ms);
    stop.addEventListener('abort', () => clearTimeout(timer), { once: true });
  });
}

function failure(key: ErrorKey, field?: string): CallFailed {
  return new CallFailed(toErrorBody(new CodedError(key, field)));
}
