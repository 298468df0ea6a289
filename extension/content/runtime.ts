import type { AnswerOf, MessageType, RequestOf } from '../../shared/protocol/messages.ts';

/**
 * Callbacks, which Chromium and Firefox both know under this name: a promise's continuation is work of ours that no
 * trace attributes to us, and takes more of it. A polyfill would be three times this script.
 */
const api = chrome;

/** Longer than any call of ours may take: after this the worker is not going to answer. */
const DEADLINE_MS = 50_000;

/** False once the extension was updated or removed under this page. */
export function contextLives(): boolean {
  try {
    return !!api.runtime?.id;
  } catch {
    return false;
  }
}

interface Envelope {
  ok?: unknown;
  body?: unknown;
  error?: { key?: unknown };
}

/**
 * Asks the worker. The message leaves in this very task, and `then` or `failed` is called later, once. `failed` gets
 * the worker's code, or `wire:disconnected` when it was stopped, `wire:deadline` when it keeps silent,
 * `wire:contextGone`.
 */
export function call<T extends MessageType>(
  type: T,
  body: RequestOf<T>,
  then: (answer: AnswerOf<T>) => void,
  failed: (code: string) => void,
): void {
  let open = true;
  const end = (answer?: Envelope | null, lost?: string) => {
    if (!open) return;
    open = false;
    clearTimeout(timer);
    const key = answer?.error?.key;
    if (answer?.ok === true) then(answer.body as AnswerOf<T>);
    else
      failed(
        typeof key === 'string' ? key : (lost ?? `wire:${contextLives() ? 'disconnected' : 'contextGone'}`),
      );
  };
  const timer = setTimeout(end, DEADLINE_MS, null, 'wire:deadline');
  try {
    api.runtime.sendMessage({ type, body }, (answer?: Envelope) => end(unlost(answer)));
  } catch {
    setTimeout(end);
  }
}

/** Undefined when the call was lost. An error that nobody looks at is written to the page's console. */
function unlost<T>(answer: T): T | undefined {
  return api.runtime?.lastError ? undefined : answer;
}

/** Returns the answer's body; null when the message is about a patient who is no longer there. */
type Handler = (body: unknown) => object | null;

/** Answers the worker and the panel, at once; a message that is not listed is left to others. */
export function answer(handlers: Record<string, Handler>): void {
  const listener = (
    message: { type?: unknown; body?: unknown } | undefined,
    sender: { id?: string },
    respond: (answer: unknown) => void,
  ) => {
    const type = String(message?.type);
    if (sender.id !== api.runtime.id || !Object.hasOwn(handlers, type)) return;
    const body = handlers[type]?.(message?.body) ?? null;
    respond(body ? { ok: true, body } : { ok: false, error: { key: 'wire:cancelled', class: 'retry' } });
  };
  api.runtime.onMessage.addListener(listener);
}

export function say(key: string, ...values: string[]): string {
  return api.i18n.getMessage(key, values);
}

/** Kept by the browser for this extension; undefined when it cannot be read. Never answers when we are gone. */
export function recall(key: string, then: (kept: unknown) => void): void {
  if (contextLives()) api.storage.local.get(key, (all) => then(unlost(all)?.[key]));
}

export function remember(key: string, value: unknown): void {
  if (contextLives()) api.storage.local.set({ [key]: value }, () => unlost(0));
}
