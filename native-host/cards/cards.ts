import { CodedError, type ErrorKey } from '../../shared/protocol/errors/codes.ts';
import type { CardProcess } from './card-process.ts';
import type { Failure, ReaderView } from './child-protocol.ts';
import { type CardState, failedState, Insertions } from './insertions.ts';
import { type NhiCard, parseNhiCard, sameCard } from './nhi-card.ts';

export interface Cards {
  /** Watches for the next 60 seconds; called again, it goes on. The state is told at once, then each change. */
  watch(): void;
  /** Null until the readers were looked at. */
  current(): CardState | null;
  /**
   * Reads the card of an offer again, or (`null`) the card that is in the reader now. Throws app:cardRemoved,
   * cardChanged, cardNone, cardNoReader, cardNoService, cardUnreadable, cardBusy, cardTimeout, cardLayerDied.
   */
  read(offer: string | null): Promise<NhiCard>;
  close(): void;
}

const LEASE_MS = 60_000;
/** How long one look at the readers may wait for a change. */
const LOOK_MS = 10_000;
/** How soon a card in use, or a service that is down, is tried again: neither tells when it changes. */
const AGAIN_MS = 1_000;
/** A look that came back at once with nothing new: some other program is at the card, or a driver babbles. */
const BABBLE_MS = 500;
const MAX_BACK_OFF_MS = 30_000;

const ERROR_OF: Record<Failure['failed'], ErrorKey> = {
  noService: 'app:cardNoService',
  removed: 'app:cardRemoved',
  changed: 'app:cardChanged',
  busy: 'app:cardBusy',
  unreadable: 'app:cardUnreadable',
};

/**
 * The NHI cards in plain PC/SC readers. `start` gives the child that talks to PC/SC: it runs only while
 * somebody watches or reads, and is started again, ever later, when it dies.
 */
export function createCards(options: {
  start: () => CardProcess;
  onChange: (state: CardState) => void;
}): Cards {
  const watcher = new CardWatcher(options.start, options.onChange);
  return {
    watch: () => watcher.watch(),
    current: () => watcher.state,
    read: (offer) => watcher.read(offer),
    close: () => watcher.close(),
  };
}

class CardWatcher {
  state: CardState | null = null;
  readonly #start: () => CardProcess;
  readonly #onChange: (state: CardState) => void;
  readonly #insertions = new Insertions();
  #readers: ReaderView[] = [];
  #child: CardProcess | null = null;
  #loop: Promise<void> | null = null;
  #leaseEnds = 0;
  #reads = 0;
  #failures = 0;
  #closed = false;

  constructor(start: () => CardProcess, onChange: (state: CardState) => void) {
    this.#start = start;
    this.#onChange = onChange;
  }

  watch(): void {
    this.#leaseEnds = Date.now() + LEASE_MS;
    if (this.#loop && this.state) this.#onChange(this.state);
    this.#loop ??= this.#watchLoop().finally(() => {
      this.#loop = null;
      this.#restIfIdle();
    });
  }

  async read(offer: string | null): Promise<NhiCard> {
    this.#reads += 1;
    try {
      if (!this.#loop) await this.#look(0);
      return await this.#readAgain(offer);
    } finally {
      this.#reads -= 1;
      this.#restIfIdle();
    }
  }

  close(): void {
    this.#closed = true;
    this.#child?.stop();
  }

  #restIfIdle(): void {
    if (this.#loop || this.#reads > 0) return;
    this.#child?.stop();
    this.#child = null;
    this.#readers = [];
    this.#insertions.clear();
    this.state = null;
  }

  async #watchLoop(): Promise<void> {
    while (!this.#closed && Date.now() < this.#leaseEnds) {
      const [before, since] = [this.state, Date.now()];
      const askedMs = await this.#look(Math.min(LOOK_MS, this.#leaseEnds - since));
      const babble = this.state === before && Date.now() - since < BABBLE_MS;
      const pauseMs = babble ? Math.max(askedMs, BABBLE_MS) : askedMs;
      if (pauseMs > 0) await new Promise<void>((wake) => setTimeout(wake, pauseMs).unref());
    }
  }

  /** One look at all readers, and a read of what is new in them. Says how long to leave them alone then. */
  async #look(waitMs: number): Promise<number> {
    try {
      // A child that is new has everything to tell: late is late, not quiet.
      const mostMs = this.#child?.alive ? waitMs : 0;
      const child = this.#running();
      const again = this.#insertions.someUnsettled(this.#readers);
      const answer = await child.changes(again ? Math.min(mostMs, AGAIN_MS) : mostMs);
      if ('failed' in answer) return this.#serviceDown();
      this.#readers = answer.readers;
      this.#dropWhatLeft();
      for (const reader of this.#readers) {
        if (child.alive && !(await this.#settle(child, reader))) return this.#serviceDown();
      }
      this.#failures = 0;
      this.#publish(this.#insertions.describe(this.#readers));
      return child.alive ? 0 : AGAIN_MS;
    } catch (thrown) {
      return this.#layerFailed(keyOf(thrown));
    }
  }

  #running(): CardProcess {
    if (this.#child?.alive) return this.#child;
    this.#insertions.keepOnlyUnreadable();
    this.#child = this.#start();
    return this.#child;
  }

  #serviceDown(): number {
    this.#readers = [];
    this.#insertions.clear();
    this.#publish(failedState('noService', 'app:cardNoService'));
    return AGAIN_MS;
  }

  /** The child is gone, and with it what it knew: offers too. A card that did it is named, if there is one. */
  #layerFailed(key: ErrorKey): number {
    this.#insertions.keepOnlyUnreadable();
    const blamed = this.#insertions.describe(this.#readers);
    this.#publish(blamed.error?.key === key ? blamed : failedState('noService', key));
    this.#failures += 1;
    return Math.min(AGAIN_MS * 2 ** (this.#failures - 1), MAX_BACK_OFF_MS);
  }

  /** An offer goes at once, not after the reads of what came. */
  #dropWhatLeft(): void {
    this.#insertions.keepOnly(this.#readers);
    const offer = this.state?.offer;
    if (offer && !this.#insertions.offered(offer)) this.#publish(this.#insertions.describe(this.#readers));
  }

  /** Finds out what an insertion is, once. False when the service is gone. */
  async #settle(child: CardProcess, { name, key }: ReaderView): Promise<boolean> {
    if (key === null || this.#insertions.isSettled(key)) return true;
    try {
      const answer = await child.read(name, key);
      if ('data' in answer) this.#insertions.settleData(key, name, Buffer.from(answer.data, 'hex'));
      else if (answer.failed === 'noService') return false;
      else if (answer.failed === 'busy') this.#insertions.settleBusy(key);
      else if (answer.failed !== 'changed') this.#insertions.countFailure(key, ERROR_OF[answer.failed]);
      return true;
    } catch (thrown) {
      // The card at which the layer hung or died is not tried again until it is inserted again.
      this.#insertions.giveUp(key, keyOf(thrown));
      throw thrown;
    }
  }

  async #readAgain(offer: string | null): Promise<NhiCard> {
    const held = offer === null ? this.#insertions.newest() : this.#insertions.offered(offer);
    if (!held) throw new CodedError(this.#whyNone(offer));
    if (!this.#child) throw new CodedError('app:cardLayerDied');
    const answer = await this.#child.read(held.reader, held.key);
    const card = 'data' in answer ? parseNhiCard(Buffer.from(answer.data, 'hex')) : null;
    if (card && sameCard(card, held.card)) return card;
    if (!('failed' in answer && answer.failed === 'busy')) this.#doubt(held.key);
    if ('failed' in answer) throw new CodedError(ERROR_OF[answer.failed]);
    throw new CodedError(card ? 'app:cardChanged' : 'app:cardUnreadable');
  }

  /** What was offered is not what is there, even if nobody told of a change: look again, now. */
  #doubt(key: string): void {
    this.#insertions.forget(key);
    this.#publish(this.#insertions.describe(this.#readers));
    this.#child?.changes(0).catch(() => {});
  }

  #whyNone(offer: string | null): ErrorKey {
    if (this.state?.state === 'card') return 'app:cardChanged';
    if (this.state?.error) return this.state.error.key as ErrorKey;
    return offer === null ? 'app:cardNone' : 'app:cardRemoved';
  }

  #publish(next: CardState): void {
    if (this.#closed) return;
    if (JSON.stringify(next) === JSON.stringify(this.state)) return;
    this.state = next;
    this.#onChange(next);
  }
}

function keyOf(thrown: unknown): ErrorKey {
  return thrown instanceof CodedError ? thrown.key : 'app:internal';
}
