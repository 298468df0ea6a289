import { randomUUID } from 'node:crypto';
import { CodedError, type ErrorKey } from '../../shared/protocol/errors/codes.ts';
import { toErrorBody } from '../../shared/protocol/errors/texts.ts';
import type { EventBody } from '../../shared/protocol/events.ts';
import type { ReaderView } from './child-protocol.ts';
import { type NhiCard, parseNhiCard } from './nhi-card.ts';

export type CardState = EventBody<'card.changed'>;

/** An NHI card in a reader. `offer` is a fresh random name for this insertion; `order` says which came last. */
export interface CardFound {
  kind: 'card';
  card: NhiCard;
  offer: string;
  reader: string;
  key: string;
  order: number;
}

/** What one insertion turned out to be. */
export type Found = CardFound | { kind: 'unreadable'; error: ErrorKey; tries: number } | { kind: 'busy' };

/** A card that fails as it slides in may be read a moment later: worth another try, not a third. */
const MAX_TRIES = 2;

/** What is known of each card that is in a reader now, by the key of its insertion. */
export class Insertions {
  readonly #found = new Map<string, Found>();
  #order = 0;

  /** Is there a card that is still to be read, or to be read again? */
  someUnsettled(readers: readonly ReaderView[]): boolean {
    return readers.some(({ key }) => key !== null && !this.isSettled(key));
  }

  isSettled(key: string): boolean {
    const one = this.#found.get(key);
    return one?.kind === 'card' || (one?.kind === 'unreadable' && one.tries >= MAX_TRIES);
  }

  settleData(key: string, reader: string, bytes: Uint8Array): void {
    const card = parseNhiCard(bytes);
    this.#order += 1;
    if (!card) this.countFailure(key, 'app:cardUnreadable');
    else this.#found.set(key, { kind: 'card', card, offer: randomUUID(), reader, key, order: this.#order });
  }

  /** Tried again until it is not. */
  settleBusy(key: string): void {
    this.#found.set(key, { kind: 'busy' });
  }

  countFailure(key: string, error: ErrorKey): void {
    const before = this.#found.get(key);
    const tries = before?.kind === 'unreadable' ? before.tries + 1 : 1;
    this.#found.set(key, { kind: 'unreadable', error, tries });
  }

  /** Not tried again until it is inserted again. */
  giveUp(key: string, error: ErrorKey): void {
    this.#found.set(key, { kind: 'unreadable', error, tries: MAX_TRIES });
  }

  forget(key: string): void {
    this.#found.delete(key);
  }

  keepOnly(readers: readonly ReaderView[]): void {
    const here = new Set(readers.map(({ key }) => key));
    for (const key of this.#found.keys()) if (!here.has(key)) this.#found.delete(key);
  }

  /** Another child names insertions anew; only what hung or killed the one before stays known. */
  keepOnlyUnreadable(): void {
    for (const [key, one] of this.#found) if (one.kind !== 'unreadable') this.#found.delete(key);
  }

  clear(): void {
    this.#found.clear();
  }

  newest(): CardFound | undefined {
    return this.#cards().sort((a, b) => b.order - a.order)[0];
  }

  offered(offer: string): CardFound | undefined {
    return this.#cards().find((one) => one.offer === offer);
  }

  /** Several readers, one state: the NHI card that came last, else what stands most in its way. */
  describe(readers: readonly ReaderView[]): CardState {
    const best = this.newest();
    if (best) {
      const { id, name, birthDate } = best.card;
      return { state: 'card', offer: best.offer, whose: { id, name, birthDate }, error: null };
    }
    const all = [...this.#found.values()];
    if (all.some(({ kind }) => kind === 'busy')) return failedState('busy', 'app:cardBusy');
    const bad = all.find((one) => one.kind === 'unreadable');
    if (bad) return failedState('unreadable', bad.error);
    if (readers.length === 0) return failedState('noReader', 'app:cardNoReader');
    return { state: 'empty', offer: null, whose: null, error: null };
  }

  #cards(): CardFound[] {
    return [...this.#found.values()].filter((one) => one.kind === 'card');
  }
}

export function failedState(
  state: 'busy' | 'unreadable' | 'noReader' | 'noService',
  error: ErrorKey,
): CardState {
  return { state, offer: null, whose: null, error: toErrorBody(new CodedError(error)) };
}
