import type { AnswerOf, MessageType, RequestOf } from '../../shared/protocol/messages.ts';

/** Chromium and Firefox alike; a polyfill would be three times this script. */
const api: typeof chrome = (globalThis as { browser?: typeof chrome }).browser ?? chrome;

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

/**
 * Asks the worker. The message leaves in this very task. Throws an Error whose message is a code: its own, or
 * `wire:disconnected` when it was stopped, `wire:deadline` when it keeps silent, `wire:contextGone`.
 */
export async function call<T extends MessageType>(type: T, body: RequestOf<T>): Promise<AnswerOf<T>> {
  const silence = new AbortController();
  const answer = await Promise.race([send(type, body), after(DEADLINE_MS, silence.signal)]).finally(() =>
    silence.abort(),
  );
  if (answer?.ok === true) return answer.body as AnswerOf<T>;
  const key = answer?.error?.key;
  throw new Error(typeof key === 'string' ? key : 'wire:disconnected');
}

interface Envelope {
  ok?: unknown;
  body?: unknown;
  error?: { key?: unknown };
}

async function send(type: string, body: unknown): Promise<Envelope | undefined> {
  try {
    return await api.runtime.sendMessage({ type, body });
  } catch {
    throw new Error(contextLives() ? 'wire:disconnected' : 'wire:contextGone');
  }
}

function after(ms: number, signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const timer = setTimeout(() => reject(new Error('wire:deadline')), ms);
    signal.addEventListener('abort', () => clearTimeout(timer));
  });
}

/** Returns the answer's body; null when the message is about a patient who is no longer there. */
type Handler = (body: unknown) => object | null;

/** Answers the worker and the panel, at once; a message that is not listed is left to others. */
export function answer(handlers: Record<string, Handler>, signal: AbortSignal): void {
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
  signal.addEventListener('abort', () => {
    if (contextLives()) api.runtime.onMessage.removeListener(listener);
  });
}

export function say(key: string, ...values: string[]): string {
  return api.i18n.getMessage(key, values);
}

/** Kept by the browser for this extension; null when it cannot be read. */
export async function recall(key: string): Promise<unknown> {
  try {
    return (await api.storage.local.get(key))[key] ?? null;
  } catch {
    return null;
  }
}

export function remember(key: string, value: unknown): void {
  if (contextLives()) api.storage.local.set({ [key]: value }).catch(() => {});
}
