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

/** "Not transacted" is a pulled card, and now and then a bad contact: worth another try, not a third. */
const MAX_TRIES = 2;

/** What is known of each card that is in a reader now, by the key of its insertion. */
export class Insertions {
  readonly #found = new Map<string, Found>();
  #order = 0;

  /** A card in use, or one that was pulled at the first try, is still to be read. */
  isSettled(key: string): boolean {
    const one = this.#found.get(key);
    return one?.kind === 'card' || (one?.kind === 'unreadable' && one.tries >= MAX_TRIES);
  }

  settleData(key: string, reader: string, bytes: Uint8Array): void {
    const card = parseNhiCard(bytes);
    this.#order += 1;
    if (!card) this.settleUnreadable(key, 'app:cardUnreadable');
    else this.#found.set(key, { kind: 'card', card, offer: randomUUID(), reader, key, order: this.#order });
  }

  /** Not tried again until it is inserted again. */
  settleUnreadable(key: string, error: ErrorKey): void {
    this.#found.set(key, { kind: 'unreadable', error, tries: MAX_TRIES });
  }

  /** `busy` is tried again until it is not; `removed` once more, if it turns out to be still there. */
  settleLater(key: string, why: 'busy' | 'removed'): void {
    const before = this.#found.get(key);
    const tries = before?.kind === 'unreadable' ? before.tries + 1 : 1;
    this.#found.set(
      key,
      why === 'busy' ? { kind: 'busy' } : { kind: 'unreadable', error: 'app:cardRemoved', tries },
    );
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

  get someBusy(): boolean {
    return [...this.#found.values()].some(({ kind }) => kind === 'busy');
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
    if (this.someBusy) return failedState('busy', 'app:cardBusy');
    const bad = [...this.#found.values()].find((one) => one.kind === 'unreadable');
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
