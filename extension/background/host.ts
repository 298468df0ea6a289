import type { HostFrame } from '../../shared/protocol/envelope.ts';
import { CodedError } from '../../shared/protocol/errors/codes.ts';
import { toErrorBody } from '../../shared/protocol/errors/texts.ts';
import { hostMessages } from '../../shared/protocol/host-messages.ts';
import type { AnswerOf, HostMessageType } from '../../shared/protocol/messages.ts';
import type { ErrorBody } from '../../shared/protocol/schemas.ts';
import { type Hello, HostConnection } from './host-connection.ts';
import { type Ask, PendingCalls } from './pending.ts';

/** After a host that could not be started, wait before the next try. */
const BACKOFF_MS = [1_000, 2_000, 5_000, 10_000, 30_000];
/** Ends of a connection after which the same question may be put to a new one. */
const LOST: ReadonlySet<string> = new Set(['wire:hostExited', 'wire:disconnected']);

export interface HostStatus {
  state: 'connecting' | 'connected' | 'failed';
  protocol: number | null;
  product: string | null;
  capabilities: string[];
  error: ErrorBody | null;
}

/** The warm line to the native host: one connection at a time, reconnection, the calls under way. */
export class Host {
  #connection: HostConnection | null = null;
  #hello: Hello | null = null;
  #lastError: CodedError | null = null;
  #failures = 0;
  #notBefore = 0;
  readonly #calls = new PendingCalls();
  readonly #onEvent: (event: string, body: unknown) => void;
  readonly #onStatus: (status: HostStatus) => void;

  constructor(onEvent: (event: string, body: unknown) => void, onStatus: (status: HostStatus) => void) {
    this.#onEvent = onEvent;
    this.#onStatus = onStatus;
  }

  status(): HostStatus {
    const failed = !this.#connection && this.#lastError !== null;
    return {
      state: this.#hello ? 'connected' : failed ? 'failed' : 'connecting',
      protocol: this.#hello?.protocol ?? null,
      product: this.#hello?.product ?? null,
      capabilities: this.#hello?.capabilities ?? [],
      error: failed && this.#lastError ? toErrorBody(this.#lastError) : null,
    };
  }

  /** Opens the line if it is closed. `now` ignores the back-off: the user asked for it. */
  async connect(now = false): Promise<HostConnection> {
    if (!this.#connection && !now && Date.now() < this.#notBefore && this.#lastError) throw this.#lastError;
    const connection = this.#connection ?? this.#open();
    await connection.ready;
    return connection;
  }

  /**
   * Asks the host. Resolves with the checked answer; rejects with a CodedError. A call whose answer was lost
   * is sent again once, and only where the registry says that it changes nothing.
   */
  async call<T extends HostMessageType>(ask: Ask<T>): Promise<AnswerOf<T>> {
    try {
      return await this.#once(ask);
    } catch (error) {
      const again = error instanceof CodedError && LOST.has(error.key) && hostMessages[ask.type].replaySafe;
      if (!again || ask.signal.aborted) throw error;
      return this.#once(ask);
    }
  }

  async #once<T extends HostMessageType>(ask: Ask<T>): Promise<AnswerOf<T>> {
    const connection = await this.connect();
    const { protocol } = await connection.ready;
    if (hostMessages[ask.type].since > protocol) throw new CodedError('wire:hostTooOld', ask.type);
    return this.#calls.send(connection, protocol, ask);
  }

  #open(): HostConnection {
    const connection = new HostConnection({
      frame: (frame) => this.#frame(frame),
      closed: (cause) => this.#closed(cause),
    });
    this.#connection = connection;
    this.#onStatus(this.status());
    connection.ready.then(
      (hello) => this.#opened(hello),
      () => {},
    );
    return connection;
  }

  #opened(hello: Hello): void {
    this.#hello = hello;
    this.#failures = 0;
    this.#notBefore = 0;
    this.#lastError = null;
    this.#onStatus(this.status());
  }

  #closed(cause: CodedError): void {
    // A host that once spoke may be started again at once; one that never did is not hammered.
    if (!this.#hello) this.#notBefore = Date.now() + (BACKOFF_MS[this.#failures++] ?? 30_000);
    this.#connection = null;
    this.#hello = null;
    this.#lastError = cause;
    this.#calls.failAll(cause);
    this.#onStatus(this.status());
  }

  #frame(frame: HostFrame): void {
    if ('event' in frame) this.#onEvent(frame.event, frame.body);
    else this.#calls.receive(frame);
  }
}
