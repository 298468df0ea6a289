import * as v from 'valibot';
import { RequestFrame } from '../../shared/protocol/envelope.ts';
import { CodedError } from '../../shared/protocol/errors/codes.ts';
import { hostMessages } from '../../shared/protocol/host-messages.ts';
import { type HostMessageType, isHostMessage } from '../../shared/protocol/messages.ts';
import { OLDEST_PROTOCOL, PROTOCOL } from '../../shared/protocol/version.ts';
import type { Call, Handlers } from './handlers.ts';

export interface Request {
  frame: RequestFrame & { type: HostMessageType };
  /** The body after validation: nothing undeclared in it. */
  body: unknown;
}

/**
 * Reads a request as a stranger's: envelope, protocol number, type, sender, body, in this order. Throws
 * `wire:badRequest` with the field (never its value), `wire:extensionTooOld`, `wire:hostTooOld`,
 * `wire:unknownMessage`, `wire:senderRefused`.
 */
export function readRequest(value: unknown): Request {
  const frame = parse(RequestFrame, value, 'wire:badRequest');
  checkVersion(frame.v);
  const { type } = frame;
  if (!isHostMessage(type) || hostMessages[type].since > frame.v) throw new CodedError('wire:unknownMessage');
  if (!hostMessages[type].senders.includes(frame.sender)) throw new CodedError('wire:senderRefused');
  // Valibot takes an array for an object that has its keys, so `[]` for one without any.
  if (Array.isArray(frame.body)) throw new CodedError('wire:badRequest', 'body');
  const body = parse(hostMessages[type].request, frame.body, 'wire:badRequest');
  return { frame: { ...frame, type }, body };
}

/** Runs the one handler of a request and checks what it says: only declared keys leave the host. */
export async function answer(handlers: Handlers, request: Request, call: Call): Promise<unknown> {
  const { type } = request.frame;
  const handler = handlers[type] as (body: unknown, call: Call) => Promise<unknown>;
  const given = await orAborted(handler(request.body, call), call.signal);
  return parse(hostMessages[type].answer, given, 'wire:badAnswer');
}

/** Settles with the promise, or fails with the signal's reason as soon as it is aborted. */
function orAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason);
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}

function checkVersion(spoken: number): void {
  if (!Number.isInteger(spoken)) throw new CodedError('wire:badRequest', 'v');
  if (spoken < OLDEST_PROTOCOL) throw new CodedError('wire:extensionTooOld');
  if (spoken > PROTOCOL) throw new CodedError('wire:hostTooOld');
}

function parse<S extends v.GenericSchema>(
  schema: S,
  value: unknown,
  key: 'wire:badRequest' | 'wire:badAnswer',
): v.InferOutput<S> {
  const result = v.safeParse(schema, value, { abortEarly: true });
  if (result.success) return result.output;
  throw new CodedError(key, fieldName(v.getDotPath(result.issues[0])));
}

/** A key that is unknown to us is the caller's own text, so only what looks like a name is echoed. */
function fieldName(path: string | null): string {
  return path && /^[A-Za-z_][A-Za-z0-9_.]{0,79}$/.test(path) && !/\d{4}/.test(path) ? path : '?';
}
