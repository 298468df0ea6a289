import * as v from 'valibot';
import browser from 'webextension-polyfill';
import { CodedError } from '../../shared/protocol/errors/codes.ts';
import { toErrorBody } from '../../shared/protocol/errors/texts.ts';
import { isMessage, type MessageType, messages, type RequestOf } from '../../shared/protocol/messages.ts';
import type { ErrorBody } from '../../shared/protocol/schemas.ts';
import { HostError } from './pending.ts';
import { senderKind } from './sender.ts';

export interface Incoming<T extends MessageType> {
  type: T;
  body: RequestOf<T>;
  /** The caller's name for the call: progress and cancel carry it. */
  call: string;
  sender: browser.Runtime.MessageSender;
  kind: ReturnType<typeof senderKind>;
}

export type Route = (incoming: Incoming<MessageType>) => Promise<unknown>;

const EnvelopeSchema = v.object({
  type: v.string(),
  body: v.optional(v.unknown(), {}),
  call: v.optional(v.pipe(v.string(), v.regex(/^[A-Za-z0-9-]{1,60}$/))),
});

export type Reply = { ok: true; body: unknown } | { ok: false; error: ErrorBody };

/** Answers every message of the extension's own parts: checked against the registry, coded on failure. */
export function listen(route: Route): void {
  browser.runtime.onMessage.addListener((raw: unknown, sender: browser.Runtime.MessageSender) => {
    const envelope = v.safeParse(EnvelopeSchema, raw);
    // Events and messages for content scripts pass by here too; they are not ours to answer.
    if (!envelope.success || !isMessage(envelope.output.type)) return undefined;
    const { to } = messages[envelope.output.type];
    if (to !== 'worker' && to !== 'host') return undefined;
    return answer(envelope.output.type, envelope.output, sender, route);
  });
}

async function answer(
  type: MessageType,
  envelope: v.InferOutput<typeof EnvelopeSchema>,
  sender: browser.Runtime.MessageSender,
  route: Route,
): Promise<Reply> {
  try {
    const kind = senderKind(sender);
    if (!messages[type].senders.includes(kind)) throw new CodedError('wire:senderRefused', type);
    const body = checkRequest(type, envelope.body);
    const call = envelope.call ?? crypto.randomUUID();
    return { ok: true, body: await route({ type, body, call, sender, kind }) };
  } catch (error) {
    return { ok: false, error: error instanceof HostError ? error.body : toErrorBody(error) };
  }
}

function checkRequest<T extends MessageType>(type: T, body: unknown): RequestOf<T> {
  const request = v.safeParse(messages[type].request, body);
  if (request.success) return request.output as RequestOf<T>;
  throw new CodedError('wire:badRequest', v.getDotPath(request.issues[0]) ?? type);
}
