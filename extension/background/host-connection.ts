import * as v from 'valibot';
import browser from 'webextension-polyfill';
import { HostFrame } from '../../shared/protocol/envelope.ts';
import { CodedError, type ErrorKey } from '../../shared/protocol/errors/codes.ts';
import { events } from '../../shared/protocol/events.ts';
import { HOST_NAME, negotiate, PROTOCOL } from '../../shared/protocol/version.ts';
import { hostErrorKey } from './host-errors.ts';
import { HostError } from './pending.ts';

const HELLO_DEADLINE_MS = 10_000;
/** The id under which a host refuses a caller, or what it could not read. */
const NO_CALL = '-';

export interface Hello {
  /** The number that both sides speak. */
  protocol: number;
  product: string;
  capabilities: string[];
}

export interface Listener {
  frame(frame: HostFrame): void;
  /** The one and only end of this connection, with its true cause. */
  closed(cause: CodedError): void;
}

/** One port to one host process, from connect to its end. It is never used again afterwards. */
export class HostConnection {
  readonly ready: Promise<Hello>;
  readonly #listener: Listener;
  readonly #settle: { resolve(hello: Hello): void; reject(cause: CodedError): void };
  readonly #helloTimer: ReturnType<typeof setTimeout>;
  readonly #port: browser.Runtime.Port;
  /** The host refused to serve, and this was the last that it said: the true cause of what follows. */
  #lastWord: CodedError | null = null;
  #ended = false;

  constructor(listener: Listener) {
    this.#listener = listener;
    const { promise, resolve, reject } = Promise.withResolvers<Hello>();
    this.ready = promise;
    promise.catch(() => {}); // Those who wait for it hear of it; nobody else has to.
    this.#settle = { resolve, reject };
    this.#helloTimer = setTimeout(() => this.#close('wire:noHello'), HELLO_DEADLINE_MS);
    this.#port = browser.runtime.connectNative(HOST_NAME);
    this.#port.onMessage.addListener((raw) => this.#receive(raw));
    this.#port.onDisconnect.addListener((port) => this.#lost(port));
  }

  send(frame: object): void {
    this.#port.postMessage(frame);
  }

  #close(key: ErrorKey): void {
    this.#port.disconnect();
    this.#end(new CodedError(key));
  }

  #receive(raw: unknown): void {
    const frame = v.safeParse(HostFrame, raw);
    if (!frame.success) return this.#close('wire:hostGarbled');
    if ('event' in frame.output && frame.output.event === 'hello') return this.#hello(frame.output.body);
    this.#lastWord = refusalIn(frame.output);
    this.#listener.frame(frame.output);
  }

  #hello(body: unknown): void {
    const hello = v.safeParse(events.hello.body, body);
    if (!hello.success) return this.#close('wire:hostGarbled');
    const { protocol: theirs, oldest, product, capabilities } = hello.output;
    const protocol = negotiate(theirs, oldest);
    if (protocol === null) {
      return this.#close(theirs < PROTOCOL ? 'wire:hostTooOld' : 'wire:extensionTooOld');
    }
    clearTimeout(this.#helloTimer);
    this.#settle.resolve({ protocol, product, capabilities });
  }

  #lost(port: browser.Runtime.Port): void {
    // Chromium says why in lastError, Firefox in port.error.
    const text = browser.runtime.lastError?.message ?? port.error?.message;
    this.#end(this.#lastWord ?? new CodedError(hostErrorKey(text)));
  }

  #end(cause: CodedError): void {
    if (this.#ended) return;
    this.#ended = true;
    clearTimeout(this.#helloTimer);
    this.#settle.reject(cause);
    this.#listener.closed(cause);
  }
}

/** An error that answers no call of ours is about the connection itself. */
function refusalIn(frame: HostFrame): CodedError | null {
  return 'ok' in frame && !frame.ok && frame.id === NO_CALL ? new HostError(frame.error) : null;
}
